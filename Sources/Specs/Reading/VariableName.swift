/// Names of variables and credentials: letters, digits and underscores, not beginning with a digit.
enum VariableName {
    static func isValid(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.isASCII, !("0"..."9").contains(first) else { return false }
        return text.unicodeScalars.allSatisfy {
            $0 == "_" || ($0.isASCII && $0.properties.isAlphabetic) || ("0"..."9").contains($0)
        }
    }
}
