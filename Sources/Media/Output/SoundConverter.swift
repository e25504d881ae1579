import CFFmpeg

/// Brings decoded sound of any format to float planes of one rate and layout, following the source where it changes.
final class SoundConverter {
    private let format: SoundFormat
    private let layout: AVChannelLayout
    private var context: OpaquePointer?
    private var source: Source?

    /// What the resampler is set up for.
    private struct Source: Hashable {
        let rate: Int32
        let sampleFormat: Int32
        let channels: Int32
        let mask: UInt64

        init(_ frame: AVFrame) {
            rate = frame.sample_rate
            sampleFormat = frame.format
            channels = frame.ch_layout.nb_channels
            mask = frame.ch_layout.order == AV_CHANNEL_ORDER_NATIVE ? frame.ch_layout.u.mask : 0
        }
    }

    init(_ format: SoundFormat, layout: AVChannelLayout) {
        self.format = format
        self.layout = layout
    }

    deinit {
        swr_free(&context)
    }

    /// Samples a channel taken in and not yet given out, at the output's rate.
    var delay: Int { context.map { Int(swr_get_delay($0, Int64(format.sampleRate))) } ?? 0 }

    /// One array a channel.
    func convert(_ frame: AudioFrame) throws(FFmpegError) -> [[Float]] {
        let wanted = Source(frame.pointer.pointee)
        var carried = [[Float]](repeating: [], count: format.channelCount)
        if source != wanted {
            carried = try drain()
            try open(frame)
            source = wanted
        }
        let data = UnsafeMutableRawPointer(frame.pointer.pointee.extended_data)?
            .assumingMemoryBound(to: UnsafePointer<UInt8>?.self)
        return zip(carried, try run(data, count: frame.pointer.pointee.nb_samples)).map { $0 + $1 }
    }

    /// What the resampler still holds; afterwards it is ready for a new run.
    func drain() throws(FFmpegError) -> [[Float]] {
        guard context != nil else { return [[Float]](repeating: [], count: format.channelCount) }
        let rest = try run(nil, count: 0)
        swr_free(&context)
        source = nil
        return rest
    }

    private func open(_ frame: AudioFrame) throws(FFmpegError) {
        let subject = "sound of \(frame.sampleRate) Hz, \(frame.channelCount) channels"
        var output = layout
        var input = frame.pointer.pointee.ch_layout
        // Channels without a known meaning are taken in the usual order of their number.
        if input.order == AV_CHANNEL_ORDER_UNSPEC { av_channel_layout_default(&input, input.nb_channels) }
        swr_free(&context)
        let allocated = swr_alloc_set_opts2(
            &context, &output, AV_SAMPLE_FMT_FLTP, Int32(format.sampleRate), &input,
            AVSampleFormat(frame.pointer.pointee.format), frame.pointer.pointee.sample_rate, 0, nil)
        try check(allocated, "convert", subject)
        try check(swr_init(context), "convert", subject)
    }

    private func run(
        _ input: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int32
    ) throws(FFmpegError) -> [[Float]] {
        let capacity = Int(max(0, swr_get_out_samples(context, count)))
        guard capacity > 0 else { return [[Float]](repeating: [], count: format.channelCount) }
        let buffer = UnsafeMutableBufferPointer<Float>.allocate(capacity: capacity * format.channelCount)
        defer { buffer.deallocate() }
        guard let base = buffer.baseAddress else { preconditionFailure("a buffer of some samples") }
        var planes: [UnsafeMutablePointer<UInt8>?] = (0..<format.channelCount).map {
            UnsafeMutableRawPointer(base + $0 * capacity).assumingMemoryBound(to: UInt8.self)
        }
        let written = swr_convert(context, &planes, Int32(capacity), input, count)
        try check(written, "convert", "sound to \(format.sampleRate) Hz")
        return (0..<format.channelCount).map {
            Array(UnsafeBufferPointer(start: base + $0 * capacity, count: Int(written)))
        }
    }
}
