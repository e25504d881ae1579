import CFFmpeg
import Foundation

/// Reads a pipe, a device or standard input without ever blocking longer than the interrupt allows.
///
/// FFmpeg's own file protocol blocks inside `open` and `read`, where its interrupt callback is not asked.
final class ByteInput {
    let pointer: UnsafeMutablePointer<AVIOContext>
    let name: String

    private static let bufferSize: Int32 = 65_536

    /// nil for everything the library reads interruptibly itself.
    static func ifNeeded(for address: String, interrupt: InputInterrupt) throws(FFmpegError) -> ByteInput? {
        guard InputAddress.mayBlock(address) else { return nil }
        return try ByteInput(address, interrupt: interrupt)
    }

    private init(_ address: String, interrupt: InputInterrupt) throws(FFmpegError) {
        let isStandardInput = address == InputAddress.standardInput
        name = isStandardInput ? "pipe:0" : address
        let descriptor = isStandardInput ? dup(STDIN_FILENO) : open(address, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        try check(descriptor >= 0 ? descriptor : earshot_error_from_errno(errno), "open the input", address)
        let source = DescriptorSource(descriptor: descriptor, interrupt: interrupt)
        let opaque = Unmanaged.passRetained(source).toOpaque()
        let buffer = av_malloc(Int(Self.bufferSize))?.assumingMemoryBound(to: UInt8.self)
        let context = avio_alloc_context(buffer, Self.bufferSize, 0, opaque, readDescriptor, nil, nil)
        guard let context else {
            Unmanaged<DescriptorSource>.fromOpaque(opaque).release()
            throw FFmpegError(code: earshot_error_no_memory, operation: "allocate", subject: "an input buffer")
        }
        pointer = context
    }

    deinit {
        if let opaque = pointer.pointee.opaque {
            Unmanaged<DescriptorSource>.fromOpaque(opaque).release()
        }
        av_freep(&pointer.pointee.buffer)
        var owned: UnsafeMutablePointer<AVIOContext>? = pointer
        avio_context_free(&owned)
    }
}

/// An open descriptor and what may interrupt waiting for it.
private final class DescriptorSource {
    let descriptor: Int32
    let interrupt: InputInterrupt

    init(descriptor: Int32, interrupt: InputInterrupt) {
        self.descriptor = descriptor
        self.interrupt = interrupt
    }

    deinit { close(descriptor) }

    /// How often a wait looks at the interrupt, in milliseconds.
    private static let patience: Int32 = 50

    func read(into buffer: UnsafeMutablePointer<UInt8>, count: Int) -> Int32 {
        while !interrupt.isDue {
            var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = Glibc.poll(&poll, 1, Self.patience)
            guard ready >= 0 || errno == EINTR else { return earshot_error_from_errno(errno) }
            guard ready > 0 else { continue }
            let received = Glibc.read(descriptor, buffer, count)
            if received > 0 { return Int32(received) }
            if received == 0 { return earshot_error_eof }
            guard errno == EAGAIN || errno == EINTR else { return earshot_error_from_errno(errno) }
        }
        return earshot_error_exit
    }
}

private func readDescriptor(opaque: UnsafeMutableRawPointer?, buffer: UnsafeMutablePointer<UInt8>?, size: Int32)
    -> Int32
{
    guard let opaque, let buffer else { return earshot_error_invalid_argument }
    return Unmanaged<DescriptorSource>.fromOpaque(opaque).takeUnretainedValue().read(into: buffer, count: Int(size))
}
