import CFFmpeg
import MediaTypes

/// An open input of the library, and what it needs for as long as it is open.
///
/// Used by one thread at a time: while a call runs on the input's thread, its owner waits, or has given the input up for good.
final class InputContext: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<AVFormatContext>
    private let limit: InputLimit
    /// Feeds inputs that may block outside the library's sight; must outlive the context.
    private let byteInput: ByteInput?
    /// The address as it may be printed.
    private let displayAddress: String
    private var isClosed = false

    /// How often a device that has nothing yet is asked again.
    private static let patience = Duration.milliseconds(5)

    /// Opens an input, and does not look for its streams yet.
    init(_ address: String, options: [String: String], limit: InputLimit) throws(FFmpegError) {
        self.limit = limit
        displayAddress = Secrets.shared.removed(from: address)
        byteInput = try ByteInput.ifNeeded(for: address, interrupt: limit.interrupt)
        pointer = try Self.opened(address, options: options, byteInput: byteInput, limit: limit)
    }

    deinit { close() }

    /// The input can be used no more.
    func close() {
        guard !isClosed else { return }
        isClosed = true
        var owned: UnsafeMutablePointer<AVFormatContext>? = pointer
        avformat_close_input(&owned)
    }

    private static func opened(
        _ address: String, options: [String: String], byteInput: ByteInput?, limit: InputLimit
    ) throws(FFmpegError) -> UnsafeMutablePointer<AVFormatContext> {
        let access = try InputAccess(address, options: options)
        let context = try allocated(avformat_alloc_context(), "an input")
        context.pointee.interrupt_callback = limit.callback
        context.pointee.pb = byteInput?.pointer
        // A device blocks without asking the callback.
        if access.isDevice { context.pointee.flags |= AVFMT_FLAG_NONBLOCK }
        var raw: UnsafeMutablePointer<AVFormatContext>? = context
        var dictionary = OptionDictionary(access.options)
        let result = dictionary.withPointer {
            avformat_open_input(&raw, byteInput?.name ?? access.name, access.format, $0)
        }
        try check(limit.judged(result), "open the input", address)
        return context
    }

    /// - Parameter maxPicture: larger pictures are not decoded.
    func findStreams(maxPicture: PictureLimit) throws(FFmpegError) {
        let count = Int(pointer.pointee.nb_streams)
        var dictionaries = (0..<count).map { _ -> OpaquePointer? in
            var dictionary: OpaquePointer?
            av_dict_set(&dictionary, "max_pixels", String(maxPicture.pixels), 0)
            return dictionary
        }
        // The call reads one dictionary for each stream known beforehand, and none where there is none.
        let result = avformat_find_stream_info(pointer, &dictionaries)
        for index in dictionaries.indices { av_dict_free(&dictionaries[index]) }
        try check(limit.judged(result), "find the streams of", displayAddress)
    }

    /// The next packet, nil at the end of the input.
    func read() throws(FFmpegError) -> Packet? {
        let packet = try allocated(av_packet_alloc(), "a packet")
        var result = av_read_frame(pointer, packet)
        while result == earshot_error_again, !limit.isDue {
            limit.interrupt.wait(until: .now + Self.patience)
            result = av_read_frame(pointer, packet)
        }
        guard result >= 0 else {
            var owned: UnsafeMutablePointer<AVPacket>? = packet
            av_packet_free(&owned)
            guard result != earshot_error_eof else { return nil }
            throw FFmpegError(code: result, operation: "read", subject: displayAddress)
        }
        return withStream(Int(packet.pointee.stream_index)) { stream in
            OpusPacket.completeDuration(of: packet, in: stream)
            return Packet(adopting: packet, timeBase: TimeBase(stream.pointee.time_base))
        }
    }

    /// Runs `body` with the library's parameters of a stream.
    func withStream<Result, Failure: Error>(
        _ index: Int, _ body: (UnsafeMutablePointer<AVStream>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard let stream = pointer.pointee.streams[index] else { preconditionFailure("a stream of this input") }
        return try body(stream)
    }
}
