/// Which columns of each row were painted: one half-open span a row.
struct RowSpans: Sendable {
    private(set) var bounds: [Range<Int>]

    init(rows: Int) {
        bounds = Array(repeating: 0..<0, count: rows)
    }

    mutating func cover(row: Int, _ columns: Range<Int>) {
        guard !columns.isEmpty else { return }
        let old = bounds[row]
        bounds[row] =
            old.isEmpty ? columns : min(old.lowerBound, columns.lowerBound)..<max(old.upperBound, columns.upperBound)
    }

    /// The same spans on a grid of half the resolution.
    func halved() -> RowSpans {
        var half = RowSpans(rows: (bounds.count + 1) / 2)
        for (row, span) in bounds.enumerated() {
            half.cover(row: row / 2, span.lowerBound / 2..<(span.upperBound + 1) / 2)
        }
        return half
    }
}
