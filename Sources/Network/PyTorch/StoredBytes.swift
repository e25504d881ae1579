import CMinizip

/// Bytes of a file, and their checksum where the file states one.
struct StoredBytes: Sendable, Equatable {
    let bytes: Range<Int>
    let crc: UInt32?

    /// - Returns: whether the bytes are those that were written.
    func isIntact(in file: UnsafeRawBufferPointer) -> Bool {
        guard let crc else { return true }
        var sum = crc32(0, nil, 0)
        for start in stride(from: bytes.lowerBound, to: bytes.upperBound, by: 1 << 24) {
            let part = UnsafeRawBufferPointer(rebasing: file[start..<min(start + 1 << 24, bytes.upperBound)])
            sum = crc32(sum, part.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32(part.count))
        }
        return sum == UInt(crc)
    }
}
