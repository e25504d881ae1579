import CFFmpeg
import MediaTypes

/// A decoder of the library, opened for one stream, owned here. Damage never throws: it is counted.
final class DecoderContext {
    private let pointer: UnsafeMutablePointer<AVCodecContext>
    private let scratch: UnsafeMutablePointer<AVFrame>
    let timeBase: TimeBase

    /// - Parameter threads: of the codec's slices. Frame threads are never used: they make what a damaged stream decodes
    ///   to depend on timing.
    init(
        stream: UnsafeMutablePointer<AVStream>, threads: Int, maxPicture: PictureLimit
    ) throws(FFmpegError) {
        let parameters = stream.pointee.codecpar
        let name = parameters.map { String(cString: avcodec_get_name($0.pointee.codec_id)) } ?? "none"
        guard let parameters, let codec = avcodec_find_decoder(parameters.pointee.codec_id) else {
            throw FFmpegError(
                code: earshot_error_decoder_not_found, operation: "decode stream \(stream.pointee.index) of codec",
                subject: name)
        }
        pointer = try allocated(avcodec_alloc_context3(codec), "a decoder of \(name)")
        scratch = try allocated(av_frame_alloc(), "a frame")
        timeBase = TimeBase(stream.pointee.time_base)
        try check(avcodec_parameters_to_context(pointer, parameters), "set up the decoder of", name)
        pointer.pointee.pkt_timebase = stream.pointee.time_base
        // Some containers alone know the shape of the pixels; frames then carry it.
        if stream.pointee.sample_aspect_ratio.num > 0 {
            pointer.pointee.sample_aspect_ratio = stream.pointee.sample_aspect_ratio
        }
        pointer.pointee.thread_count = Int32(threads)
        pointer.pointee.thread_type = FF_THREAD_SLICE
        pointer.pointee.max_pixels = Int64(maxPicture.pixels)
        try check(avcodec_open2(pointer, codec, nil), "open the decoder of", name)
    }

    deinit {
        var owned: UnsafeMutablePointer<AVCodecContext>? = pointer
        avcodec_free_context(&owned)
        var frame: UnsafeMutablePointer<AVFrame>? = scratch
        av_frame_free(&frame)
    }

    /// Sends a packet, or nil for the end of the stream, and receives all that is ready.
    ///
    /// - Returns: how many sends and receives failed.
    func decode(_ packet: Packet?, _ body: (UnsafeMutablePointer<AVFrame>) -> Void) -> Int {
        var errors = 0
        var sent = avcodec_send_packet(pointer, packet?.pointer)
        if sent == earshot_error_again {
            errors += receive(body)
            sent = avcodec_send_packet(pointer, packet?.pointer)
        }
        if sent < 0, sent != earshot_error_eof { errors += 1 }
        return errors + receive(body)
    }

    /// Forgets all state, as after a seek or at the end of a stream that goes on.
    func reset() {
        avcodec_flush_buffers(pointer)
    }

    /// A decoder may fail for one frame and go on with the next, but a broken one must not spin.
    private static let patience = 64

    private func receive(_ body: (UnsafeMutablePointer<AVFrame>) -> Void) -> Int {
        var errors = 0
        while errors < Self.patience {
            let result = avcodec_receive_frame(pointer, scratch)
            if result == earshot_error_again || result == earshot_error_eof { return errors }
            if result < 0 {
                errors += 1
                continue
            }
            body(scratch)
            av_frame_unref(scratch)
        }
        return errors
    }
}

extension UnsafeMutablePointer<AVFrame> {
    /// A frame of its own that holds what this one held; this one is left empty.
    func moved() -> UnsafeMutablePointer<AVFrame>? {
        guard let frame = av_frame_alloc() else { return nil }
        av_frame_move_ref(frame, self)
        return frame
    }
}
