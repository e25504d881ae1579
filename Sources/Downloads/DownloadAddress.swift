import Foundation

/// Addresses as users type them.
enum DownloadAddress {
    /// - Throws: `DownloadError.address` for what is no `http`, `https` or `hf` address of a file.
    static func source(_ text: String, digest: SHA256Text?) throws(DownloadError) -> DownloadSource {
        let address = text.hasPrefix(hubPrefix) ? try hubAddress(text) : text
        guard let url = URLComponents(string: address), let scheme = url.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = url.host, !host.isEmpty
        else { throw .address(withoutSecrets(text), problem: "it is no known name and no http, https or hf address") }
        guard let name = url.path.split(separator: "/").last.map(String.init), isPlain(name) else {
            throw .address(withoutSecrets(text), problem: "its path ends with no file name")
        }
        let known = digest ?? SHA256Text(in: url.path)
        return DownloadSource(address: address, fileName: name, digest: known.map { .whole($0.digits) })
    }

    /// The same file below another address: `base` in the place of scheme and host.
    static func mirrored(_ address: String, at base: String) throws(DownloadError) -> String {
        guard let url = URLComponents(string: address), let mirror = URLComponents(string: base),
            ["http", "https"].contains(mirror.scheme?.lowercased()), mirror.host?.isEmpty == false, mirror.query == nil
        else { throw .address(withoutSecrets(base), problem: "a mirror is an http or https address without a query") }
        let query = url.percentEncodedQuery.map { "?\($0)" } ?? ""
        return String(base.reversed().drop { $0 == "/" }.reversed()) + url.percentEncodedPath + query
    }

    /// Without user, password and query.
    static func withoutSecrets(_ address: String) -> String {
        guard var url = URLComponents(string: address), url.host != nil else { return address }
        (url.user, url.password, url.query, url.fragment) = (nil, nil, nil, nil)
        return url.string ?? address
    }

    private static let hubPrefix = "hf:"

    /// `hf:OWNER/REPOSITORY[@REVISION]/FILE` on the Hugging Face hub.
    private static func hubAddress(_ text: String) throws(DownloadError) -> String {
        let parts = text.dropFirst(hubPrefix.count).split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 3, !parts.contains("") else {
            throw .address(text, problem: "an address on the hub is hf:OWNER/REPOSITORY[@REVISION]/FILE")
        }
        let repository = parts[1].split(separator: "@", maxSplits: 1)
        let revision = repository.count == 2 ? repository[1] : "main"
        let file = parts[2...].joined(separator: "/")
        return "https://huggingface.co/\(parts[0])/\(repository[0])/resolve/\(revision)/\(file)"
    }

    private static func isPlain(_ name: String) -> Bool {
        name != "." && name != ".." && !name.contains("/") && !name.contains("\0")
    }
}
