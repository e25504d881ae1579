import COpenSSL

/// The SHA-256 digest of bytes, as the reference files store it.
package func sha256(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    let status = EVP_Digest(bytes.baseAddress, bytes.count, &digest, nil, EVP_sha256(), nil)
    precondition(status == 1, "libcrypto always has SHA-256")
    return digest
}
