import Foundation
import Synchronization

/// The strings that must appear in no message: passwords and tokens given to a source, in every spelling a library may echo.
///
/// The set is the process's own, because FFmpeg has one log callback for the whole process.
package final class Secrets: Sendable {
    package static let shared = Secrets()

    static let replacement = "***"

    private let known = Mutex<[String]>([])

    package init() {}

    /// A shorter one stands in many words, where what is missing would tell it; it is removed from addresses only.
    private static let shortest = 3

    /// Removes `secret` from everything written from now on, plain and percent-encoded. One of less than three characters
    /// is ignored.
    package func protect(_ secret: String) {
        guard secret.count >= Self.shortest else { return }
        known.withLock { spellings in
            let new = Self.spellings(of: secret).subtracting(spellings)
            spellings = (spellings + new).sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
        }
    }

    /// Protects the password of an address, the user information as HTTP sends it, and what its query says is secret.
    package func protect(credentialsOf address: String) {
        for range in SecretParameters.ranges(in: address) {
            protect(String(address[range]))
            protect(PercentEncoding.decoded(String(address[range])))
        }
        protect(userInfoOf: address)
    }

    private func protect(userInfoOf address: String) {
        let found = UserInfo.ranges(in: address).first ?? UserInfo.unencodedRange(in: address)
        guard let userInfo = found.map({ address[$0] }) else { return }
        guard let colon = userInfo.firstIndex(of: ":") else { return }
        let password = String(userInfo[userInfo.index(after: colon)...])
        protect(password)
        protect(Data(PercentEncoding.decoded(String(userInfo)).utf8).base64EncodedString())
        protect(PercentEncoding.decoded(password))
    }

    /// `text` without the user information and secret parameters of any address in it and without any protected string.
    package func removed(from text: String) -> String {
        var clean = text
        for range in UserInfo.ranges(in: clean).reversed() {
            clean.replaceSubrange(range, with: Self.replacement)
        }
        for range in SecretParameters.ranges(in: clean).reversed() {
            clean.replaceSubrange(range, with: Self.replacement)
        }
        for secret in known.withLock({ $0 }) {
            clean.replace(secret, with: Self.replacement)
        }
        return clean
    }

    private static func spellings(of secret: String) -> Set<String> {
        let quoted = secret.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return [
            secret, PercentEncoding.encoded(secret, uppercase: true), PercentEncoding.encoded(secret, uppercase: false),
            quoted, quoted.replacing("/", with: "\\/"),
        ]
    }
}

/// Where `user:password` stands in the addresses of a text.
private enum UserInfo {
    /// The ranges between `//` and the last `@` before the path, in order of appearance.
    static func ranges(in text: String) -> [Range<String.Index>] {
        text.ranges(of: "://").compactMap { marker in
            let start = marker.upperBound
            let authority = text[start...].prefix { !$0.isWhitespace && !"/\"'<>?#".contains($0) }
            guard let at = authority.lastIndex(of: "@"), at > start else { return nil }
            return start..<at
        }
    }

    /// As somebody types it whose password holds `/`, `?` or `#`: no library understands the address, yet it must not be shown.
    static func unencodedRange(in address: String) -> Range<String.Index>? {
        guard let start = address.range(of: "://")?.upperBound, let at = address.lastIndex(of: "@"), at > start else {
            return nil
        }
        let afterHost = address[start..<at].drop { !":/?#".contains($0) }
        let mayBePort = afterHost.dropFirst().prefix { !"/?#".contains($0) }.allSatisfy(\.isNumber)
        return afterHost.first == ":" && !mayBePort ? start..<at : nil
    }
}

enum PercentEncoding {
    private static let unreserved = Set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~".utf8)

    static func encoded(_ text: String, uppercase: Bool) -> String {
        text.utf8.reduce(into: "") { result, byte in
            guard !unreserved.contains(byte) else {
                result.unicodeScalars.append(Unicode.Scalar(byte))
                return
            }
            let digits = String(byte, radix: 16, uppercase: uppercase)
            result += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
        }
    }

    /// Sequences that are no percent code stay as they are.
    static func decoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Substring(text).utf8
        while let byte = rest.popFirst() {
            let code = rest.prefix(2)
            if byte == UInt8(ascii: "%"), code.count == 2, let value = UInt8(String(Substring(code)), radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
