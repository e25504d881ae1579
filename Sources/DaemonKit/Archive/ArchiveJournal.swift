import Foundation
import Stages

/// What has become of each file of an archive: one JSON line a file, written when the file is done.
///
/// Another process that opens the same journal is refused. A torn last line is passed over: its file is watched again.
final class ArchiveJournal {
    struct Record: Codable {
        enum Outcome: String, Codable {
            case complete
            /// Watched to its end, parts of it were damaged.
            case damaged
            case failed
        }

        let file: String
        let bytes: Int
        /// Seconds since 1970.
        let modified: Double
        let outcome: Outcome
        /// Why it failed.
        let message: String?

        /// Whether the file is still as it was.
        func isOf(_ other: Self) -> Bool { file == other.file && bytes == other.bytes && modified == other.modified }
    }

    static let name = "earshot-archive.jsonl"

    private let handle: FileHandle
    private(set) var records: [String: Record] = [:]

    /// - Parameter policy: Refuses, empties or goes on with a journal that is there.
    init(in folder: String, policy: OutputPolicy) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = URL(filePath: folder).appending(path: Self.name).path
        if policy == .refuse, FileManager.default.fileExists(atPath: path) {
            throw ArchiveError.begunBefore(journal: path)
        }
        let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw ArchiveError.journal(path, String(cString: strerror(errno))) }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw ArchiveError.inUse(journal: path) }
        if policy == .overwrite { try handle.truncate(atOffset: 0) }
        try read()
    }

    func add(_ record: Record) throws {
        records[record.file] = record
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try handle.write(contentsOf: try encoder.encode(record) + Data("\n".utf8))
    }

    private func read() throws {
        let text = try handle.readToEnd() ?? Data()
        let whole = text.lastIndex(of: UInt8(ascii: "\n")).map { text[...$0] } ?? Data()
        if whole.count < text.count { try handle.truncate(atOffset: UInt64(whole.count)) }
        for line in whole.split(separator: UInt8(ascii: "\n")) {
            let record = try JSONDecoder().decode(Record.self, from: Data(line))
            records[record.file] = record
        }
    }
}
