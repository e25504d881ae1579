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

    /// - Parameter progress: told how many bytes were hashed since the last call.
    package static func digest(
        ofFile path: String, progress: (Int) -> Void = { _ in }
    ) throws(BundleError) -> (digest: String, bytes: Int) {
        var hash = SHA256()
        var bytes = 0
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }  // nothing was written, so closing cannot lose anything
            while let chunk = try file.read(upToCount: 1 << 20), !chunk.isEmpty {
                chunk.withUnsafeBytes { hash.update($0) }
                bytes += chunk.count
                progress(chunk.count)
            }
        } catch {
            throw .file(operation: "read", path: path, reason: error.localizedDescription)
        }
        return (hash.finished(), bytes)
    }
}
