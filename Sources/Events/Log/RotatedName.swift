import Foundation

/// What a file of events is called once its successor has its name: `yard.jsonl` becomes `yard.20261122T203000Z.jsonl` by
/// the UTC time of its first line, or `yard.20261122T203000Z.2.jsonl` where that name is taken.
package struct RotatedName: Sendable {
    package let path: String
    private let folder: String
    private let stem: String
    private let suffix: String

    package init(of path: String) {
        self.path = path
        // Foundation's own traps on a path of one character, such as `-` for the standard output.
        folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ""
        let name = (path as NSString).lastPathComponent as NSString
        stem = name.deletingPathExtension
        suffix = name.pathExtension.isEmpty ? "" : "." + name.pathExtension
    }

    /// Where a successor is written before it takes the name: never a rotated file's, and hidden.
    var successor: String { inFolder(".\(stem)\(suffix).next") }

    /// The first name that is free.
    func free(begun: WallClock) -> String {
        var copy = 1
        while FileManager.default.fileExists(atPath: rotated(begun, copy)) { copy += 1 }
        return rotated(begun, copy)
    }

    /// The files rotated away, oldest first.
    package func files() throws -> [RotatedFile] {
        try FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder).compactMap { name in
            try beginning(of: name).flatMap { begun, copy in
                try RotatedFile(path: inFolder(name), begun: begun, copy: copy)
            }
        }.sorted()
    }

    private func rotated(_ begun: WallClock, _ copy: Int) -> String {
        inFolder("\(stem).\(begun.stamp)" + (copy > 1 ? ".\(copy)" : "") + suffix)
    }

    private func inFolder(_ name: String) -> String { (folder as NSString).appendingPathComponent(name) }

    /// Nil for what is no name of a rotated file of ours.
    private func beginning(of name: String) -> (WallClock, copy: Int)? {
        guard name.hasPrefix(stem + "."), name.hasSuffix(suffix) else { return nil }
        let parts = name.dropFirst(stem.count + 1).dropLast(suffix.count).split(
            separator: ".", omittingEmptySubsequences: false)
        guard let first = parts.first, let begun = WallClock(stamp: first), parts.count <= 2 else { return nil }
        guard parts.count == 2 else { return (begun, 1) }
        guard let copy = Int(parts[1]), copy > 1, "\(copy)" == parts[1] else { return nil }
        return (begun, copy)
    }
}

/// A file of events whose successor has its name.
package struct RotatedFile: Sendable, Comparable {
    package let path: String
    /// When its first line was written.
    package let begun: WallClock
    package let byteCount: Int
    /// When its last line was written.
    package let written: WallClock
    private let copy: Int

    /// Nil for what is no regular file, or is one no more.
    fileprivate init?(path: String, begun: WallClock, copy: Int) throws {
        let attributes: [FileAttributeKey: Any]
        do {
            attributes = try FileManager.default.attributesOfItem(atPath: path)
        } catch CocoaError.fileReadNoSuchFile {
            return nil
        }
        guard attributes[.type] as? FileAttributeType == .typeRegular else { return nil }
        let modified = attributes[.modificationDate] as? Date ?? .distantPast
        self.path = path
        self.begun = begun
        self.copy = copy
        byteCount = (attributes[.size] as? NSNumber)?.intValue ?? 0
        written = WallClock(milliseconds: Int64(modified.timeIntervalSince1970 * 1_000))
    }

    package static func < (left: RotatedFile, right: RotatedFile) -> Bool {
        (left.begun, left.copy) < (right.begun, right.copy)
    }
}

extension WallClock {
    /// `20261122T203000Z`.
    fileprivate var stamp: String { text.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z" }

    fileprivate init?(stamp: Substring) {
        guard let match = stamp.wholeMatch(of: /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/) else { return nil }
        let (_, year, month, day, hour, minute, second) = match.output
        self.init(parsing: "\(year)-\(month)-\(day)T\(hour):\(minute):\(second)Z")
    }
}
