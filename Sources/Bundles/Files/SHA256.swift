import COpenSSL
package import Foundation

/// SHA-256 of bytes as they come.
package struct SHA256: ~Copyable {
    private let context: OpaquePointer

    init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            preconditionFailure("libcrypto offers SHA-256")
        }
        self.context = context
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        precondition(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1, "libcrypto hashes any bytes")
    }

    /// The digest in lower-case hexadecimal.
    consuming func finished() -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        precondition(EVP_DigestFinal_ex(context, &digest, nil) == 1, "a digest is finished once")
        return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    package static func digest(of data: Data) -> String {
        var hash = SHA256()
        data.withUnsafeBytes { hash.update($0) }
        return hash.finished()
    }

    /// The digest and the size of a file.
    ///
    /// - Parameters:
    ///   - isStopped: asked at every stretch whether to give up.
    ///   - progress: told how many bytes were hashed since the last call.
    /// - Throws: `BundleError.stopped`, or why the file cannot be read.
    package static func digest(
        ofFile path: String, isStopped: () -> Bool = { false }, progress: (Int) -> Void = { _ in }
    ) throws(BundleError) -> (digest: String, bytes: Int) {
        func fail() -> BundleError { .file(operation: "read", path: path, reason: String(cString: strerror(errno))) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw fail() }
        defer { close(descriptor) }
        var hash = SHA256()
        var bytes = 0
        let stretch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
        defer { stretch.deallocate() }
        while true {
            let count = read(descriptor, stretch.baseAddress, stretch.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw fail() }
            guard count > 0 else { return (hash.finished(), bytes) }
            guard !isStopped() else { throw .stopped }
            hash.update(UnsafeRawBufferPointer(rebasing: stretch[..<count]))
            bytes += count
            progress(count)
        }
    }
}
