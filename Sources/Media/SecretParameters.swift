/// Values in the queries of addresses whose names say that they are secret, as `passphrase` of SRT.
enum SecretParameters {
    /// Names end so, in any case.
    private static let endings = [
        "pass", "pas", "passwd", "password", "passphrase", "pwd", "pw", "token", "secret", "key", "auth", "sig",
        "signature", "credential",
    ]

    /// Where the values stand in the addresses of a text, in order of appearance.
    static func ranges(in text: String) -> [Range<String.Index>] {
        text.ranges(of: "://").flatMap { marker -> [Range<String.Index>] in
            let address = text[marker.upperBound...].prefix { !$0.isWhitespace && !"\"'<>".contains($0) }
            guard let query = address.firstIndex(of: "?") else { return [] }
            return address[address.index(after: query)...].split(separator: "&").compactMap(value)
        }
    }

    private static func value(of parameter: Substring) -> Range<String.Index>? {
        guard let equals = parameter.firstIndex(of: "=") else { return nil }
        let name = parameter[..<equals].lowercased()
        guard endings.contains(where: name.hasSuffix) else { return nil }
        // In a message a colon ends the address.
        let value = parameter[parameter.index(after: equals)...]
        let end = value.last == ":" ? value.index(before: value.endIndex) : value.endIndex
        return value.startIndex < end ? value.startIndex..<end : nil
    }
}
