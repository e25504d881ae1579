import Foundation

/// CLIP's merges, which are not committed: `EARSHOT_CLIP_MERGES` or what `make test` fetched.
enum ClipMerges {
    struct Missing: Error, CustomStringConvertible {
        let path: String
        var description: String {
            "no CLIP merges at \(path): run Tests/Tools/fetch-clip-merges.sh, or name a copy in EARSHOT_CLIP_MERGES"
        }
    }

    /// Where the scripts of `Tests/Tools` put what they fetch.
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.build/test-data")
        .standardized

    static func text() throws -> String {
        let fetched = folder.appending(path: "bpe_simple_vocab_16e6.txt").path
        let path = ProcessInfo.processInfo.environment["EARSHOT_CLIP_MERGES"] ?? fetched
        guard FileManager.default.fileExists(atPath: path) else { throw Missing(path: path) }
        return try String(contentsOfFile: path, encoding: .utf8)
    }
}
