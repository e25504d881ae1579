import Foundation

extension WordsReport {
    /// One line for each word and synonym. Names and thresholds have a column where there are any.
    var text: String {
        var columns = [
            words.map(\.word), words.map { $0.pieces.joined(separator: "·") }, words.map { $0.known ?? "unknown" },
            words.map { $0.isCached ? "cached" : "new" },
        ]
        if words.contains(where: { $0.name != $0.word }) { columns.insert(words.map(\.name), at: 0) }
        if words.contains(where: { $0.threshold != nil }) {
            columns.append(words.map { word in word.threshold.map { "≥ \($0)" } ?? "" })
        }
        columns.append(words.map(\.neighbours))
        let lines = Self.aligned(columns)
        return (["model       \(model)", "vocabulary  \(vocabulary)", ""] + lines).joined(separator: "\n")
    }

    private static func aligned(_ columns: [[String]]) -> [String] {
        let widths = columns.dropLast().map { $0.map(\.count).max() ?? 0 } + [0]
        return columns[0].indices.map { row in
            zip(columns, widths).map { $0[row].padded($1) }.joined(separator: "  ")
        }
    }
}

extension WordsReport.Word {
    fileprivate var neighbours: String {
        nearest.map { "\($0.word) \(String(format: "%.2f", $0.cosine))" }.joined(separator: ", ")
    }
}

extension String {
    fileprivate func padded(_ width: Int) -> String {
        padding(toLength: max(width, count), withPad: " ", startingAt: 0)
    }
}
