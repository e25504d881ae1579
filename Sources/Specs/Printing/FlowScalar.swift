/// A text as it stands between the brackets of a YAML list.
enum FlowScalar {
    static func text(of value: String) -> String {
        let value = value.replacing("$", with: "$$")
        return isPlain(value) ? value : "'" + value.replacing("'", with: "''") + "'"
    }

    /// Whether it needs no quotes: letters, digits and what means nothing to YAML behind a letter.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.first, let last = text.last, first.isLetter || first.isNumber, !last.isWhitespace else {
            return false
        }
        return text.lowercased() != "null"
            && text.allSatisfy { $0.isLetter || $0.isNumber || #" _-.|=@+&/()\$"#.contains($0) }
    }
}
