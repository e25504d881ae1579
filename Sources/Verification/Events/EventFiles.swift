import Events
import Foundation

/// The event files a user means by files and folders.
enum EventFiles {
    /// In the order in which they were written: by the number of their first line.
    ///
    /// - Throws: `VerificationError.unreadable` for a folder without an event file, `EventError` where a file does not begin
    ///   with an event.
    static func paths(_ given: [String]) throws -> [String] {
        let found = try given.flatMap { try files($0, besides: []) }
        guard found.count > 1 else { return found }
        return ordered(try found.map(Beginning.init))
    }

    /// The files of each source, in the order in which they were written, the sources in that of their names. Files that
    /// are named, and no folder, count as of one source.
    ///
    /// - Parameter others: names of files in folders that hold no events.
    /// - Throws: as `paths`.
    static func sources(_ given: [String], besides others: Set<String>) throws -> [[String]] {
        guard given.contains(where: isFolder) else { return [try paths(given)] }
        let found = try given.flatMap { try files($0, besides: others) }.map(Beginning.init)
        // Of a file without a whole line nobody knows whose it is.
        let sources = Dictionary(grouping: found.filter { $0.source != nil }) { $0.source ?? "" }
        let sorted = sources.sorted { $0.key < $1.key }.map { ordered($0.value) }
        return sorted.isEmpty ? [found.map(\.path)] : sorted
    }

    /// A file and what its first line says.
    private struct Beginning {
        let path: String
        let seq: Int
        let source: String?

        init(_ path: String) throws {
            self.path = path
            var reader = try EventReader(path: path)
            let first = try reader.next()
            (seq, source) = (first?.seq ?? .max, first?.sourceID)
        }
    }

    private static func ordered(_ files: [Beginning]) -> [String] {
        files.sorted { ($0.seq, $0.path) < ($1.seq, $1.path) }.map(\.path)
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private static func files(_ path: String, besides others: Set<String>) throws -> [String] {
        guard isFolder(path) else { return [path] }
        let names = try FileManager.default.contentsOfDirectory(atPath: path).filter {
            $0.hasSuffix(".jsonl") && !$0.hasPrefix(".") && !others.contains($0)
        }
        guard !names.isEmpty else {
            throw VerificationError.unreadable(path: path, reason: "there is no event file in it (*.jsonl)")
        }
        return names.sorted().map { (path as NSString).appendingPathComponent($0) }
    }
}
