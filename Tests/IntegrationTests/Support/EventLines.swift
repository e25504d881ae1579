import Foundation

/// The lines of an event file as JSON objects.
struct EventLines {
    let all: [[String: Any]]

    init(_ path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        all = try text.split(separator: "\n").map { line in
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
        }
    }

    /// Snippet lines with everything that may differ from run to run taken out, as text.
    func comparableSnippets() throws -> [String] {
        try comparable(snippets, without: ["wall", "seq"])
    }

    /// All lines without what depends on the clock.
    func comparable() throws -> [String] { try comparable(all, without: ["wall"]) }

    private func comparable(_ lines: [[String: Any]], without keys: Set<String>) throws -> [String] {
        try lines.map { line in
            let kept = line.filter { !keys.contains($0.key) }
            let data = try JSONSerialization.data(withJSONObject: kept, options: [.sortedKeys])
            return String(decoding: data, as: UTF8.self)
        }
    }

    /// Words labelled in each second.
    var words: [[String]] {
        snippets.map { ($0["labels"] as? [[String: Any]] ?? []).compactMap { $0["label"] as? String } }
    }

    /// Words that nearly were, in each second.
    var nearMisses: [[String]] {
        snippets.map { ($0["below"] as? [[Any]] ?? []).compactMap { $0.first as? String } }
    }

    private var snippets: [[String: Any]] { all.filter { $0["type"] as? String == "snippet" } }
}
