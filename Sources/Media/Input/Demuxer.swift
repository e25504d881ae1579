import CFFmpeg
package import MediaTypes

/// Reads the packets of one input. Use it from one thread at a time; `interrupt` may be used from any.
///
/// What comes from elsewhere is read on a thread of its own, so that a call of the library that ignores the interrupt is given up.
package final class Demuxer {
    private let input: InputContext
    private let limit: InputLimit
    /// Where the input's calls run; nil where they run on the caller's thread.
    private let thread: InputThread?
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
        limit = InputLimit(interrupt)
        thread = InputKind(of: address).mayIgnoreInterrupts ? InputThread(limit: limit) : nil
        interrupt.arm(for: openTimeout)
        input = try Self.run(on: thread, displayAddress) { [limit] () throws(FFmpegError) in
            try InputContext(address, options: options, limit: limit)
        }
        // From here on `deinit` closes the input, whatever throws.
        interrupt.arm(for: openTimeout)
        let claims = descriptions
        try run { input throws(FFmpegError) in try input.findStreams(maxPicture: maxPicture) }
        streams = descriptions.map { found in
            // Probing forgets the size of a picture it refuses.
            let claim = claims.first { $0.index == found.index }
            return found.width == 0 ? found.sized(as: claim ?? found) : found
        }
    }

    /// Ends the running read and every later one.
    package var interrupt: InputInterrupt { limit.interrupt }

    private var descriptions: [StreamDescription] {
        (0..<Int(input.pointer.pointee.nb_streams)).compactMap { index in
            input.pointer.pointee.streams[index].map(StreamDescription.init)
        }
    }

    deinit {
        thread?.end { [input] in input.close() }
    }

    /// FFmpeg's name of the container format, e.g. `mov,mp4,m4a,3gp,3g2,mj2`.
    package var formatName: String { String(cString: input.pointer.pointee.iformat.pointee.name) }

    /// Length the container announces, nil where it announces none: a claim, not a measurement.
    /// An estimate by bit rate counts as none.
    package var duration: MediaTime? {
        guard input.pointer.pointee.duration_estimation_method != AVFMT_DURATION_FROM_BITRATE else { return nil }
        return MediaTime(timestamp: input.pointer.pointee.duration, .microseconds)
    }

    /// The sender's clock at timestamp 0, in microseconds since 1970, where an RTSP server has reported it.
    package var senderTimeOfZero: Int64? {
        // An input that is given up may still be written to.
        guard !limit.isGivenUp else { return nil }
        let time = input.pointer.pointee.start_time_realtime
        return time == earshot_nopts_value ? nil : time
    }

    /// The container's text of key, e.g. `creation_time`.
    package func metadata(_ key: String) -> String? {
        av_dict_get(input.pointer.pointee.metadata, key, nil, 0).map { String(cString: $0.pointee.value) }
    }

    /// Keeps the packets of the other streams from being read at all.
    package func select(_ indices: Set<Int>) {
        for index in 0..<Int(input.pointer.pointee.nb_streams) {
            input.pointer.pointee.streams[index]?.pointee.discard =
                indices.contains(index) ? AVDISCARD_DEFAULT : AVDISCARD_ALL
        }
    }

    /// The next packet in the order of the container, nil at the end of the input.
    ///
    /// Throws where reading fails; packets read before stay valid, and further calls continue after the damage where the
    /// format can.
    package func next() throws(FFmpegError) -> Packet? {
        if isOverdue || interrupt.isCancelled { throw Self.interruption(of: displayAddress) }
        let packet = try read()
        if let packet, refusesChanges, isOfChangedStream(packet) {
            throw FFmpegError(code: earshot_error_input_changed, operation: "go on reading", subject: displayAddress)
        }
        return packet
    }

    /// An end or a failure that comes after the deadline is an interruption.
    private func read() throws(FFmpegError) -> Packet? {
        interrupt.arm()
        let began = ContinuousClock.now
        let read = Result { () throws(FFmpegError) in
            try run { input throws(FFmpegError) in try input.read() }
        }
        hasCaughtUp = hasCaughtUp || ContinuousClock.now - began >= Self.wait
        isOverdue = limit.isDue
        guard isOverdue else { return try read.get() }
        guard let packet = try? read.get() else { throw Self.interruption(of: displayAddress) }
        return packet
    }

    private static func interruption(of address: String) -> FFmpegError {
        FFmpegError(code: earshot_error_exit, operation: "read", subject: address)
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
        try input.withStream(index, body)
    }
}

extension Demuxer {
    private func run<Value: Sendable>(
        _ call: @escaping @Sendable (InputContext) throws(FFmpegError) -> Value
    ) throws(FFmpegError) -> Value {
        try Self.run(on: thread, displayAddress) { [input] () throws(FFmpegError) in try call(input) }
    }

    private static func run<Value: Sendable>(
        on thread: InputThread?, _ address: String, _ call: @escaping @Sendable () throws(FFmpegError) -> Value
    ) throws(FFmpegError) -> Value {
        guard let thread else { return try call() }
        let result = thread.run { Result { () throws(FFmpegError) in try call() } }
        guard let result else { throw interruption(of: address) }
        return try result.get()
    }
}
