import Events
import Foundation

/// The event files a user means by files and folders.
enum EventFiles {
    /// In the order in which they were written: by the number of their first line.
    ///
    /// - Throws: `VerificationError.unreadable` for a folder without an event file, `EventError` where a file does not begin
    ///   with an event.
    static func paths(_ given: [String]) throws -> [String] {
        let files = try given.flatMap(files)
        guard files.count > 1 else { return files }
        return try files.map { (path: $0, seq: try firstSeq(of: $0)) }.sorted { ($0.seq, $0.path) < ($1.seq, $1.path) }
            .map(\.path)
    }

    private static func files(_ path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return [path]
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: path).filter {
            $0.hasSuffix(".jsonl") && !$0.hasPrefix(".")
        }
        guard !names.isEmpty else {
            throw VerificationError.unreadable(path: path, reason: "there is no event file in it (*.jsonl)")
        }
        return names.sorted().map { (path as NSString).appendingPathComponent($0) }
    }

    private static func firstSeq(of path: String) throws -> Int {
        var reader = try EventReader(path: path)
        return try reader.next()?.seq ?? .max
    }
}
