/// A file on a server.
package struct DownloadSource: Sendable, Equatable {
    /// What its SHA-256 must be.
    package enum Digest: Sendable, Equatable {
        case whole(String)
        /// Its first hexadecimal digits, as they stand in the names of some published files.
        case prefix(String)

        func matches(_ digest: String) -> Bool {
            switch self {
            case .whole(let text): digest == text
            case .prefix(let text): digest.hasPrefix(text)
            }
        }

        package var text: String {
            switch self {
            case .whole(let text): text
            case .prefix(let text): text + "…"
            }
        }
    }

    package let address: String
    /// What it is called on the disk.
    package let fileName: String
    /// Nil where nothing says it.
    package let digest: Digest?

    package init(address: String, fileName: String, digest: Digest?) {
        self.address = address
        self.fileName = fileName
        self.digest = digest
    }

    /// The address without what may be secret in it, for messages.
    var name: String { DownloadAddress.withoutSecrets(address) }
}
