import CFFmpeg
package import MediaTypes

/// Reads the packets of one input. Use it from one thread at a time; `interrupt` may be used from any.
package final class Demuxer {
    private let context: UnsafeMutablePointer<AVFormatContext>
    /// Feeds inputs that may block outside the library's sight; must outlive the context.
    private let byteInput: ByteInput?
    package let interrupt: InputInterrupt
    /// The address as it may be printed.
    package let displayAddress: String
    package private(set) var streams: [StreamDescription] = []
    /// Whether streams that appear or change their codec after opening end the reading.
    package var refusesChanges = false
    /// A read had to wait for the source: whatever came while it was opened has been read.
    package private(set) var hasCaughtUp = false
    /// Longer than any read of what has arrived already.
    private static let wait = Duration.milliseconds(5)
    /// A read that gave up at its deadline still brought what had been left inside the library.
    private var isOverdue = false

    /// Opens an input and finds its streams.
    ///
    /// - Parameters:
    ///   - address: a path, `-` for standard input, or an address FFmpeg knows.
    ///   - options: passed to the format and protocol by name.
    ///   - maxPicture: larger pictures are not decoded while streams are probed.
    ///   - openTimeout: Longest time opening may take, and finding the streams again; nil is that of every read.
    package init(
        _ address: String, options: [String: String] = [:], maxPicture: PictureLimit = .standard,
        openTimeout: Duration? = nil, interrupt: InputInterrupt = InputInterrupt()
    ) throws(FFmpegError) {
        Secrets.shared.protect(credentialsOf: address)
        displayAddress = Secrets.shared.removed(from: address)
        self.interrupt = interrupt
        interrupt.arm(for: openTimeout)
        byteInput = try ByteInput.ifNeeded(for: address, interrupt: interrupt)
        context = try Self.opened(address, options: options, byteInput: byteInput, interrupt: interrupt)
        // From here on `deinit` closes the context, whatever throws.
        interrupt.arm(for: openTimeout)
        let claims = descriptions
        try Self.findStreams(of: context, maxPicture: maxPicture, interrupt: interrupt, displayAddress)
        streams = descriptions.map { found in
            // Probing forgets the size of a picture it refuses.
            let claim = claims.first { $0.index == found.index }
            return found.width == 0 ? found.sized(as: claim ?? found) : found
        }
    }

    private var descriptions: [StreamDescription] {
        (0..<Int(context.pointee.nb_streams)).compactMap { index in
            context.pointee.streams[index].map(StreamDescription.init)
        }
    }

    deinit {
        var owned: UnsafeMutablePointer<AVFormatContext>? = context
        avformat_close_input(&owned)
    }

    /// FFmpeg's name of the container format, e.g. `mov,mp4,m4a,3gp,3g2,mj2`.
    package var formatName: String { String(cString: context.pointee.iformat.pointee.name) }

    /// Length the container announces, nil where it announces none: a claim, not a measurement.
    /// An estimate by bit rate counts as none.
    package var duration: MediaTime? {
        guard context.pointee.duration_estimation_method != AVFMT_DURATION_FROM_BITRATE else { return nil }
        return MediaTime(timestamp: context.pointee.duration, .microseconds)
    }

    /// The sender's clock at timestamp 0, in microseconds since 1970, where an RTSP server has reported it.
    package var senderTimeOfZero: Int64? {
        let time = context.pointee.start_time_realtime
        return time == earshot_nopts_value ? nil : time
    }

    /// The container's text of key, e.g. `creation_time`.
    package func metadata(_ key: String) -> String? {
        av_dict_get(context.pointee.metadata, key, nil, 0).map { String(cString: $0.pointee.value) }
    }

    /// Keeps the packets of the other streams from being read at all.
    package func select(_ indices: Set<Int>) {
        for index in 0..<Int(context.pointee.nb_streams) {
            context.pointee.streams[index]?.pointee.discard =
                indices.contains(index) ? AVDISCARD_DEFAULT : AVDISCARD_ALL
        }
    }

    /// The next packet in the order of the container, nil at the end of the input.
    ///
    /// Throws where reading fails; packets read before stay valid, and further calls continue after the damage where the
    /// format can.
    package func next() throws(FFmpegError) -> Packet? {
        if isOverdue || interrupt.isCancelled { throw interruption }
        let packet = try allocated(av_packet_alloc(), "a packet")
        interrupt.arm()
        let began = ContinuousClock.now
        let result = av_read_frame(context, packet)
        hasCaughtUp = hasCaughtUp || ContinuousClock.now - began >= Self.wait
        isOverdue = interrupt.isDue
        guard result >= 0 else {
            var owned: UnsafeMutablePointer<AVPacket>? = packet
            av_packet_free(&owned)
            guard !isOverdue else { throw interruption }
            guard result != earshot_error_eof else { return nil }
            throw FFmpegError(code: result, operation: "read", subject: displayAddress)
        }
        withStream(Int(packet.pointee.stream_index)) { OpusPacket.completeDuration(of: packet, in: $0) }
        let owned = Packet(adopting: packet, timeBase: timeBase(ofStream: Int(packet.pointee.stream_index)))
        if refusesChanges, isOfChangedStream(owned) {
            throw FFmpegError(code: earshot_error_input_changed, operation: "go on reading", subject: displayAddress)
        }
        return owned
    }

    private var interruption: FFmpegError {
        FFmpegError(code: earshot_error_exit, operation: "read", subject: displayAddress)
    }

    private func isOfChangedStream(_ packet: Packet) -> Bool {
        withStream(packet.streamIndex) { stream in
            guard packet.streamIndex < streams.count else {
                return [AVMEDIA_TYPE_VIDEO, AVMEDIA_TYPE_AUDIO].contains(stream.pointee.codecpar.pointee.codec_type)
            }
            let codec = String(cString: avcodec_get_name(stream.pointee.codecpar.pointee.codec_id))
            return codec != streams[packet.streamIndex].codecName
        }
    }

    /// Runs `body` with the library's parameters of a stream.
    func withStream<Result, Failure: Error>(
        _ index: Int, _ body: (UnsafeMutablePointer<AVStream>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard let stream = context.pointee.streams[index] else { preconditionFailure("a stream of this demuxer") }
        return try body(stream)
    }

    private func timeBase(ofStream index: Int) -> TimeBase {
        withStream(index) { TimeBase($0.pointee.time_base) }
    }
}

extension Demuxer {
    private static func opened(
        _ address: String, options: [String: String], byteInput: ByteInput?, interrupt: InputInterrupt
    ) throws(FFmpegError) -> UnsafeMutablePointer<AVFormatContext> {
        let access = try InputAccess(address, options: options)
        let context = try allocated(avformat_alloc_context(), "an input")
        context.pointee.interrupt_callback = interrupt.callback
        context.pointee.pb = byteInput?.pointer
        var raw: UnsafeMutablePointer<AVFormatContext>? = context
        var dictionary = OptionDictionary(access.options)
        let result = dictionary.withPointer {
            avformat_open_input(&raw, byteInput?.name ?? access.name, access.format, $0)
        }
        try check(interrupted(result, interrupt), "open the input", address)
        return context
    }

    private static func findStreams(
        of context: UnsafeMutablePointer<AVFormatContext>, maxPicture: PictureLimit, interrupt: InputInterrupt,
        _ address: String
    ) throws(FFmpegError) {
        let count = Int(context.pointee.nb_streams)
        var dictionaries = (0..<count).map { _ -> OpaquePointer? in
            var dictionary: OpaquePointer?
            av_dict_set(&dictionary, "max_pixels", String(maxPicture.pixels), 0)
            return dictionary
        }
        // The call reads one dictionary for each stream known beforehand, and none where there is none.
        let result = avformat_find_stream_info(context, &dictionaries)
        for index in dictionaries.indices { av_dict_free(&dictionaries[index]) }
        try check(interrupted(result, interrupt), "find the streams of", address)
    }

    private static func interrupted(_ result: Int32, _ interrupt: InputInterrupt) -> Int32 {
        result < 0 && interrupt.isDue ? earshot_error_exit : result
    }
}
