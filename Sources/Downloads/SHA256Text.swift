/// A SHA-256 as people and addresses write it: 64 hexadecimal digits.
package struct SHA256Text: Sendable, Equatable {
    /// Lower case.
    package let digits: String

    package init?(_ text: some StringProtocol) {
        guard text.count == 64, text.allSatisfy({ $0.isASCII && $0.isHexDigit }) else { return nil }
        digits = text.lowercased()
    }

    /// The element of an address's path that is a digest, as in the addresses of CLIP's files.
    package init?(in address: String) {
        guard let digest = address.split(separator: "/").lazy.compactMap({ Self($0) }).first else { return nil }
        self = digest
    }
}
