import Foundation
import Testing

/// Files of the repository that are made from the table of keys.
enum Repository {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func path(_ name: String) -> String { root.appending(path: name).path() }

    /// Expects the file to be `text`; `EARSHOT_UPDATE=1` writes it instead.
    static func expect(_ name: String, is text: String) throws {
        let url = URL(filePath: path(name))
        if ProcessInfo.processInfo.environment["EARSHOT_UPDATE"] == "1" {
            try text.write(to: url, atomically: true, encoding: .utf8)
        }
        let committed = try String(contentsOf: url, encoding: .utf8)
        #expect(committed == text, "\(name) is out of date; EARSHOT_UPDATE=1 swift test --filter SpecsTests writes it")
    }
}
