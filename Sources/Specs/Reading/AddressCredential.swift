/// A variable that stands where an address has its user or password.
enum AddressCredential {
    /// What ends user and password, the host, or the path of an address.
    private static let delimiters: Set<Character> = ["@", "/", "?", "#"]

    /// - Parameters:
    ///   - before: the text up to the variable, with its variables replaced.
    ///   - after: the text behind it.
    /// - Throws: where the value would be taken for something else than user or password.
    static func check(
        _ value: String, of name: String, before: String, after: Substring
    ) throws(SpecComplaint) {
        guard let scheme = before.ranges(of: "://").last, !before[scheme.upperBound...].contains(where: isDelimiter),
            after.first(where: isDelimiter) == "@", value.contains(where: isDelimiter)
        else { return }
        throw SpecComplaint(
            "needs the value of \(name) percent-encoded: @ as %40, / as %2F, ? as %3F, # as %23"
        )
    }

    private static func isDelimiter(_ character: Character) -> Bool { delimiters.contains(character) }
}
