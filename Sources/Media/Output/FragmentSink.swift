import CFFmpeg
import Glibc

/// The file a muxer writes to, one whole fragment at a time: bytes gather in memory until `commit` writes them, so a file
/// never ends inside a fragment unless the process or the machine dies during that write.
final class FragmentSink {
    let context: UnsafeMutablePointer<AVIOContext>
    private let pending: PendingBytes
    private let descriptor: Int32
    private let path: String
    private(set) var byteCount = 0

    /// Creates the file and holds it against other writers; an existing one is emptied only where `overwrites` says so.
    init(path: String, overwrites: Bool) throws(FFmpegError) {
        let descriptor = try Self.created(path, overwrites: overwrites)
        let pending = PendingBytes()
        guard let buffer = av_malloc(Self.bufferSize),
            let context = avio_alloc_context(
                buffer.assumingMemoryBound(to: UInt8.self), Int32(Self.bufferSize), 1,
                Unmanaged.passUnretained(pending).toOpaque(), nil, appendPending, nil)
        else {
            close(descriptor)
            throw FFmpegError(code: earshot_error_no_memory, operation: "allocate", subject: "an output buffer")
        }
        self.path = path
        self.descriptor = descriptor
        self.pending = pending
        self.context = context
    }

    private static let bufferSize = 1 << 16

    private static func created(_ path: String, overwrites: Bool) throws(FFmpegError) -> Int32 {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | (overwrites ? 0 : O_EXCL), 0o644)
        guard descriptor >= 0 else { throw failure("create", path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let error = failure("lock against other writers", path)
            close(descriptor)
            throw error
        }
        // Devices have no length to be cut to.
        if overwrites { ftruncate(descriptor, 0) }
        return descriptor
    }

    deinit {
        av_freep(&context.pointee.buffer)
        var owned: UnsafeMutablePointer<AVIOContext>? = context
        avio_context_free(&owned)
        close(descriptor)
    }

    /// Writes everything muxed so far to the file; with `syncs`, returns only when the disk has it.
    ///
    /// - Returns: how many bytes that was.
    @discardableResult
    func commit(syncs: Bool) throws(FFmpegError) -> Int {
        avio_flush(context)
        let count = pending.bytes.count
        guard count > 0 else { return 0 }
        try writePending()
        byteCount += count
        pending.bytes.removeAll(keepingCapacity: true)
        if syncs, fdatasync(descriptor) != 0 { throw Self.failure("flush to disk", path) }
        return count
    }

    private func writePending() throws(FFmpegError) {
        var written = 0
        while written < pending.bytes.count {
            let result = pending.bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if result < 0, errno == EINTR { continue }
            guard result > 0 else {
                let error = Self.failure("write to", path)
                // Part of a fragment would keep players from opening the file. Where it cannot be cut off, nothing can be done.
                ftruncate(descriptor, off_t(byteCount))
                throw error
            }
            written += result
        }
    }

    private static func failure(_ operation: String, _ path: String) -> FFmpegError {
        FFmpegError(code: earshot_error_from_errno(errno), operation: operation, subject: path)
    }
}

/// What the muxer wrote and the file has not.
private final class PendingBytes {
    var bytes: [UInt8] = []
}

private func appendPending(
    _ opaque: UnsafeMutableRawPointer?, _ buffer: UnsafeMutablePointer<UInt8>?, _ count: Int32
) -> Int32 {
    guard let opaque, let buffer else { return earshot_error_invalid_argument }
    let pending = Unmanaged<PendingBytes>.fromOpaque(opaque).takeUnretainedValue()
    pending.bytes.append(contentsOf: UnsafeBufferPointer(start: buffer, count: Int(count)))
    return count
}
