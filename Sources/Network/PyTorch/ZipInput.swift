import CMinizip

/// Lends mapped bytes to minizip as if they were a file; reads nothing outside them.
///
/// It must outlive every handle that was opened with `functions`.
final class ZipInput {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The callbacks that read from this object.
    var functions: zlib_filefunc64_def {
        var functions = zlib_filefunc64_def()
        functions.opaque = Unmanaged.passUnretained(self).toOpaque()
        functions.zopen64_file = { opaque, _, _ in opaque }
        functions.zread_file = { _, stream, target, count in ZipInput.of(stream).read(target, count) }
        functions.zwrite_file = { _, _, _, _ in 0 }
        functions.ztell64_file = { _, stream in ZPOS64_T(ZipInput.of(stream).position) }
        functions.zseek64_file = { _, stream, offset, origin in ZipInput.of(stream).seek(offset, origin) }
        functions.zclose_file = { _, _ in 0 }
        functions.zerror_file = { _, _ in 0 }
        return functions
    }

    private static func of(_ stream: UnsafeMutableRawPointer?) -> ZipInput {
        guard let stream else { preconditionFailure("minizip hands back what it was given") }
        return Unmanaged<ZipInput>.fromOpaque(stream).takeUnretainedValue()
    }

    private func read(_ target: UnsafeMutableRawPointer?, _ count: UInt) -> UInt {
        let length = min(Int(clamping: count), bytes.count - position)
        guard let target, length > 0 else { return 0 }
        let part = UnsafeRawBufferPointer(rebasing: bytes[position..<position + length])
        UnsafeMutableRawBufferPointer(start: target, count: length).copyMemory(from: part)
        position += length
        return UInt(length)
    }

    /// - Returns: 0, or -1 where the place is not in the file.
    private func seek(_ offset: ZPOS64_T, _ origin: Int32) -> Int {
        let start =
            switch origin {
            case ZLIB_FILEFUNC_SEEK_SET: 0
            case ZLIB_FILEFUNC_SEEK_CUR: position
            default: bytes.count
            }
        let (target, overflow) = start.addingReportingOverflow(Int(truncatingIfNeeded: offset))
        guard !overflow, (0...bytes.count).contains(target) else { return -1 }
        position = target
        return 0
    }
}
