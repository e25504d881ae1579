import Foundation
import Glibc

/// The files a user means by a file, a pattern or a folder.
enum VideoFiles {
    /// In the order of their names, `part10` after `part2`.
    ///
    /// - Throws: `VerificationError.noVideo` where there is none.
    static func paths(_ pattern: String) throws(VerificationError) -> [String] {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: pattern, isDirectory: &isFolder) {
            guard isFolder.boolValue else { return [pattern] }
            return try nonempty(matches((pattern as NSString).appendingPathComponent("*.mp4")), pattern)
        }
        return try nonempty(matches(pattern), pattern)
    }

    private static func nonempty(_ paths: [String], _ pattern: String) throws(VerificationError) -> [String] {
        guard !paths.isEmpty else { throw .noVideo(pattern) }
        return paths
    }

    private static func matches(_ pattern: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(pattern, 0, nil, &found) == 0 else { return [] }
        let paths = (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
        return paths.sorted { ($0.count, $0) < ($1.count, $1) }
    }

    static func name(_ path: String) -> String { (path as NSString).lastPathComponent }
}
