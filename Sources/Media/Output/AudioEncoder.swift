import CFFmpeg
package import MediaTypes

/// AAC-LC. Sound is placed by its times: short gaps become silence, overlaps are cut, a long gap starts a new run.
package final class AudioEncoder {
    private let context: UnsafeMutablePointer<AVCodecContext>
    private let converter: SoundConverter
    package let format: SoundFormat
    /// Samples waiting for a whole codec frame, one array a channel.
    private var pending: [[Float]]
    /// The time of the first pending sample, in samples; nil before the first sound.
    private var position: Int64?

    package init(_ format: SoundFormat) throws(FFmpegError) {
        let codec = try allocated(avcodec_find_encoder(AV_CODEC_ID_AAC), "the AAC encoder")
        context = try allocated(avcodec_alloc_context3(codec), "an encoder")
        self.format = format
        pending = Array(repeating: [], count: format.channelCount)
        let layout = Self.layout(channels: format.channelCount, of: codec)
        converter = SoundConverter(format, layout: layout)
        context.pointee.sample_rate = Int32(format.sampleRate)
        context.pointee.ch_layout = layout
        context.pointee.sample_fmt = AV_SAMPLE_FMT_FLTP
        context.pointee.bit_rate = format.bitRate
        context.pointee.time_base = AVRational(num: 1, den: Int32(format.sampleRate))
        context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER
        try check(
            avcodec_open2(context, codec, nil), "encode AAC at",
            "\(format.sampleRate) Hz, \(format.channelCount) channels")
    }

    deinit {
        var owned: UnsafeMutablePointer<AVCodecContext>? = context
        avcodec_free_context(&owned)
    }

    package var timeBase: TimeBase { .samples(rate: format.sampleRate) }

    func describe(_ parameters: UnsafeMutablePointer<AVCodecParameters>) throws(FFmpegError) {
        try check(avcodec_parameters_from_context(parameters, context), "describe", "the encoded sound")
    }

    /// Differences up to this many seconds are the rounding of the source's timestamps, not gaps.
    private static let tolerance = 0.003
    /// Longer gaps are not filled.
    private static let longestFill = 1.0

    /// Encodes sound that starts at `time`; what is complete comes back.
    package func encode(_ frame: AudioFrame, at time: MediaTime) throws(FFmpegError) -> [Packet] {
        var packets: [Packet] = []
        let start = time.rescaled(to: timeBase).ticks
        let expected = position.map { $0 + Int64(pending[0].count + converter.delay) } ?? start
        let gap = start - expected
        var skipped = 0
        if Double(gap) > Self.longestFill * Double(format.sampleRate) {
            packets = try endRun()
        } else if Double(abs(gap)) > Self.tolerance * Double(format.sampleRate) {
            skipped = Int(max(0, -gap))
            if gap > 0 { append(try converter.drain(), silence: Int(gap)) }
        }
        if position == nil { position = start }
        let samples = try converter.convert(frame)
        append(samples.map { Array($0.dropFirst(skipped)) }, silence: 0)
        return packets + (try encodeWholeFrames())
    }

    /// The sound still inside; nothing may follow.
    package func finish() throws(FFmpegError) -> [Packet] {
        append(try converter.drain(), silence: 0)
        var packets = try encodeWholeFrames()
        if !pending[0].isEmpty { packets += try encode(count: pending[0].count) }
        try check(avcodec_send_frame(context, nil), "finish", "the encoded sound")
        return packets + (try context.packets(timeBase: timeBase))
    }

    /// Fills the last frame with silence, so that the next one may start anywhere.
    private func endRun() throws(FFmpegError) -> [Packet] {
        let rest = try converter.drain()
        let length = Int(context.pointee.frame_size)
        append(rest, silence: 0)
        let missing = (length - pending[0].count % length) % length
        append(pending.map { _ in [] }, silence: missing)
        let packets = try encodeWholeFrames()
        position = nil
        return packets
    }

    private func append(_ samples: [[Float]], silence: Int) {
        for channel in pending.indices {
            pending[channel] += samples[channel]
            pending[channel] += repeatElement(0, count: silence)
        }
    }

    private func encodeWholeFrames() throws(FFmpegError) -> [Packet] {
        var packets: [Packet] = []
        while pending[0].count >= Int(context.pointee.frame_size) {
            packets += try encode(count: Int(context.pointee.frame_size))
        }
        return packets
    }

    private func encode(count: Int) throws(FFmpegError) -> [Packet] {
        let start = position ?? 0
        var frame: UnsafeMutablePointer<AVFrame>? = try allocated(av_frame_alloc(), "a frame")
        defer { av_frame_free(&frame) }
        try frame?.fill(pending.map { $0[..<count] }, at: start, as: context.pointee)
        for channel in pending.indices { pending[channel].removeFirst(count) }
        position = start + Int64(count)
        try check(avcodec_send_frame(context, frame), "encode", "sound")
        return try context.packets(timeBase: timeBase)
    }

    /// The layout of that many channels the encoder lists first.
    private static func layout(channels: Int, of codec: UnsafePointer<AVCodec>) -> AVChannelLayout {
        var next = codec.pointee.ch_layouts
        while let candidate = next, candidate.pointee.nb_channels != 0 {
            if Int(candidate.pointee.nb_channels) == channels { return candidate.pointee }
            next = candidate + 1
        }
        var layout = AVChannelLayout()
        av_channel_layout_default(&layout, Int32(channels))
        return layout
    }
}

extension UnsafeMutablePointer<AVFrame> {
    fileprivate func fill(_ planes: [ArraySlice<Float>], at ticks: Int64, as context: AVCodecContext)
        throws(FFmpegError)
    {
        pointee.nb_samples = Int32(planes[0].count)
        pointee.format = context.sample_fmt.rawValue
        pointee.sample_rate = context.sample_rate
        pointee.ch_layout = context.ch_layout
        pointee.pts = ticks
        try check(av_frame_get_buffer(self, 0), "allocate", "\(planes[0].count) samples of sound")
        for (channel, plane) in planes.enumerated() {
            guard let target = pointee.extended_data[channel] else { continue }
            plane.withUnsafeBytes { samples in
                UnsafeMutableRawBufferPointer(start: target, count: samples.count).copyMemory(from: samples)
            }
        }
    }
}
