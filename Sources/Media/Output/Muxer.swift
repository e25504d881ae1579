import CFFmpeg
package import MediaTypes

/// Writes fragmented MP4: fragments end where the caller says, and what a call to `endFragment` returned from is in the
/// file whatever happens next.
///
/// Times are ticks of the file's own clock. A track that starts late, or pauses, keeps its times; what lies before time 0
/// is hidden by an edit list.
package final class Muxer {
    private let context: UnsafeMutablePointer<AVFormatContext>
    private let sink: FragmentSink
    private let path: String
    private var hasStarted = false
    private var headerIsWritten = false

    package init(path: String, overwrites: Bool = false, metadata: [String: String] = [:]) throws(FFmpegError) {
        var raw: UnsafeMutablePointer<AVFormatContext>?
        try check(avformat_alloc_output_context2(&raw, nil, "mp4", nil), "set up MP4 output to", path)
        context = try allocated(raw, "an MP4 output")
        do {
            sink = try FragmentSink(path: path, overwrites: overwrites)
        } catch {
            avformat_free_context(context)
            throw error
        }
        self.path = path
        context.pointee.pb = sink.context
        context.pointee.flags |= AVFMT_FLAG_CUSTOM_IO
        context.pointee.avoid_negative_ts = AVFMT_AVOID_NEG_TS_DISABLED
        // FLAC in MP4 counts as experimental in FFmpeg 5.1.
        context.pointee.strict_std_compliance = FF_COMPLIANCE_EXPERIMENTAL
        for (key, value) in metadata {
            av_dict_set(&context.pointee.metadata, key, Secrets.shared.removed(from: value), 0)
        }
    }

    deinit {
        avformat_free_context(context)
    }

    /// Bytes in the file.
    package var byteCount: Int { sink.byteCount }

    /// - Returns: the number of the track.
    package func addTrack(_ encoder: VideoEncoder) throws(FFmpegError) -> Int {
        let stream = try newStream()
        try encoder.describe(stream.pointee.codecpar)
        stream.pointee.time_base = encoder.timeBase.rational
        stream.pointee.avg_frame_rate = encoder.frameRate
        stream.pointee.sample_aspect_ratio = encoder.pixelAspect.rational
        return Int(stream.pointee.index)
    }

    package func addTrack(_ encoder: AudioEncoder) throws(FFmpegError) -> Int {
        let stream = try newStream()
        try encoder.describe(stream.pointee.codecpar)
        stream.pointee.time_base = encoder.timeBase.rational
        return Int(stream.pointee.index)
    }

    /// A track whose packets are written as they are.
    package func addTrack(copying parameters: CodecParameters) throws(FFmpegError) -> Int {
        let stream = try newStream()
        let copied = avcodec_parameters_copy(stream.pointee.codecpar, parameters.pointer)
        try check(copied, "describe a track of", path)
        stream.pointee.codecpar.pointee.codec_tag = 0
        if let configuration = parameters.synthesisedConfiguration {
            try stream.pointee.codecpar.setExtradata(configuration)
        }
        stream.pointee.time_base = TimeBase.samples(rate: parameters.sampleRate).rational
        return Int(stream.pointee.index)
    }

    /// Fixes the tracks; packets may follow.
    package func start() throws(FFmpegError) {
        precondition(!hasStarted, "a muxer starts once")
        var options = OptionDictionary(["movflags": "frag_custom+delay_moov+default_base_moof"])
        if let video = streams.first(where: { $0.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_VIDEO }) {
            options = OptionDictionary([
                "movflags": "frag_custom+delay_moov+default_base_moof",
                "video_track_timescale": String(video.pointee.time_base.den),
            ])
        }
        let result = options.withPointer { avformat_write_header(context, $0) }
        try check(result, "begin", path)
        hasStarted = true
    }

    /// Writes a packet that starts at `ticks` of its track's time base.
    package func write(_ packet: Packet, track: Int, at ticks: Int64, duration: Int64, timeBase: TimeBase)
        throws(FFmpegError)
    {
        guard let stream = context.pointee.streams[track], let copy = av_packet_clone(packet.pointer) else {
            throw FFmpegError(code: earshot_error_no_memory, operation: "write a packet to", subject: path)
        }
        var owned: UnsafeMutablePointer<AVPacket>? = copy
        defer { av_packet_free(&owned) }
        copy.pointee.stream_index = Int32(track)
        copy.pointee.pts = ticks
        copy.pointee.dts = ticks
        copy.pointee.duration = duration
        copy.pointee.pos = -1
        copy.pointee.flags &= ~AV_PKT_FLAG_DISCARD
        if stream.pointee.codecpar.pointee.codec_id == AV_CODEC_ID_AAC, let header = ADTSHeader(copy.pointee) {
            copy.pointee.data += header.length
            copy.pointee.size -= Int32(header.length)
        }
        av_packet_rescale_ts(copy, timeBase.rational, stream.pointee.time_base)
        try check(av_write_frame(context, copy), "write a packet to", path)
    }

    /// Ends the fragment: what was written since the last one is in the file when this returns.
    ///
    /// The first call writes the header too, with the start of each track that has one by then.
    ///
    /// - Returns: whether there was anything to write.
    @discardableResult
    package func endFragment(syncs: Bool = false) throws(FFmpegError) -> Bool {
        precondition(hasStarted, "fragments follow the start")
        if !headerIsWritten { try cut("write the header of") }
        headerIsWritten = true
        try cut("end a fragment of")
        return try sink.commit(syncs: syncs) > 0
    }

    private func cut(_ operation: String) throws(FFmpegError) {
        try check(av_write_frame(context, nil), operation, path)
        // A fragment starts at the time of its first packet, not where the durations before it add up to.
        av_opt_set(context.pointee.priv_data, "movflags", "+frag_discont", 0)
    }

    /// Writes the last fragment and the index of random access points.
    package func finish(syncs: Bool = false) throws(FFmpegError) {
        try endFragment()
        try check(av_write_trailer(context), "finish", path)
        try sink.commit(syncs: syncs)
    }

    private var streams: [UnsafeMutablePointer<AVStream>] {
        (0..<Int(context.pointee.nb_streams)).compactMap { context.pointee.streams[$0] }
    }

    private func newStream() throws(FFmpegError) -> UnsafeMutablePointer<AVStream> {
        precondition(!hasStarted, "tracks are added before the start")
        return try allocated(avformat_new_stream(context, nil), "a track")
    }
}

extension UnsafeMutablePointer<AVCodecParameters> {
    fileprivate func setExtradata(_ bytes: [UInt8]) throws(FFmpegError) {
        let padded = bytes.count + Int(AV_INPUT_BUFFER_PADDING_SIZE)
        let memory = try allocated(av_mallocz(padded), "codec configuration").assumingMemoryBound(to: UInt8.self)
        memory.update(from: bytes, count: bytes.count)
        pointee.extradata = memory
        pointee.extradata_size = Int32(bytes.count)
    }
}
