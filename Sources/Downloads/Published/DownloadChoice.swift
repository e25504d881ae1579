/// What a user wants downloaded: a published file by its name, or any address.
package enum DownloadChoice: Sendable {
    case file(DownloadSource, published: PublishedFile?)
    /// Only a browser gets it from where it is.
    case drive(PublishedFile, addresses: [String])

    /// - Parameters:
    ///   - text: a name of `PublishedFile`, an `http` or `https` address, or `hf:OWNER/REPOSITORY[@REVISION]/FILE`.
    ///   - mirror: an address to take in the place of scheme and host.
    ///   - digest: what the file's SHA-256 must be, where the user knows.
    package init(_ text: String, mirror: String?, digest: SHA256Text?) throws(DownloadError) {
        guard let published = PublishedFile.named(text) else {
            let source = try DownloadAddress.source(text, digest: digest)
            self = .file(try source.mirrored(mirror), published: nil)
            return
        }
        switch published.home {
        case .drive(let addresses): self = .drive(published, addresses: addresses)
        case .address(let address, let known):
            let source = DownloadSource(
                address: address, fileName: published.fileName, digest: digest.map { .whole($0.digits) } ?? known)
            self = .file(try source.mirrored(mirror), published: published)
        }
    }
}

extension DownloadSource {
    fileprivate func mirrored(_ base: String?) throws(DownloadError) -> DownloadSource {
        guard let base else { return self }
        return DownloadSource(
            address: try DownloadAddress.mirrored(address, at: base), fileName: fileName, digest: digest)
    }
}
