/// One line of `metadata.csv`.
struct VideoRow: Sendable, Equatable {
    let video: String
    let words: [String]
    let split: String
    /// Sub-folder of `AVSBench-semantic`: `v1s`, `v1m` or `v2`.
    let label: String

    /// The rows of a whole file, its header skipped. Columns count from 0: 1 video, 4 words, 5 split, 6 label (Spec §9).
    static func parse(_ text: String, file: String) throws(EvaluationError) -> [VideoRow] {
        var rows: [VideoRow] = []
        for (number, line) in text.split(whereSeparator: \.isNewline).enumerated().dropFirst() {
            let columns = line.split(separator: ",", omittingEmptySubsequences: false).map {
                $0.trimmingPrefix("\"").description.replacing(#/"$/#, with: "")
            }
            guard columns.count >= 7 else {
                throw EvaluationError("line \(number + 1) has \(columns.count) columns, not 7", in: file)
            }
            rows.append(
                VideoRow(
                    video: columns[1], words: columns[4].split(separator: "_").map(String.init), split: columns[5],
                    label: columns[6]))
        }
        return rows
    }
}
