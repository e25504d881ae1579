extension String {
    /// In small letters as Python's `str.lower()` writes them: each character by itself, and a capital sigma at the end of a
    /// word as ς.
    var lowercasedAsPython: String {
        guard !utf8.allSatisfy({ $0 < 0x80 }) else { return lowercased() }
        let scalars = Array(unicodeScalars)
        var result = ""
        for (index, scalar) in scalars.enumerated() {
            let isFinal = scalar == "Σ" && Self.isFinal(index, in: scalars)
            result += isFinal ? "ς" : scalar.properties.lowercaseMapping
        }
        return result
    }

    private static func isFinal(_ index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        let before = scalars[..<index].last { !$0.properties.isCaseIgnorable }
        let after = scalars[(index + 1)...].first { !$0.properties.isCaseIgnorable }
        return before?.properties.isCased == true && after?.properties.isCased != true
    }
}
