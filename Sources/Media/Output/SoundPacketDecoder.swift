import CFFmpeg
package import MediaTypes

/// Decodes sound packets that cannot be copied, of whatever rate and channels each turns out to have.
package final class SoundPacketDecoder {
    private let context: UnsafeMutablePointer<AVCodecContext>

    package init(_ parameters: CodecParameters) throws(FFmpegError) {
        let name = parameters.codecName
        guard let codec = avcodec_find_decoder(parameters.pointer.pointee.codec_id) else {
            throw FFmpegError(
                code: earshot_error_decoder_not_found, operation: "decode for the recording", subject: name)
        }
        context = try allocated(avcodec_alloc_context3(codec), "a decoder")
        try check(avcodec_parameters_to_context(context, parameters.pointer), "set up the decoder of", name)
        try check(avcodec_open2(context, codec, nil), "open the decoder of", name)
    }

    deinit {
        var owned: UnsafeMutablePointer<AVCodecContext>? = context
        avcodec_free_context(&owned)
    }

    /// The sound of a packet that starts at `time`; nothing where it is damaged.
    package func decode(_ packet: Packet, at time: MediaTime) throws(FFmpegError) -> [AudioFrame] {
        guard avcodec_send_packet(context, packet.pointer) >= 0 else { return [] }
        var frames: [AudioFrame] = []
        var next = time
        while true {
            let frame = AudioFrame(adopting: try allocated(av_frame_alloc(), "a frame"), pts: next)
            guard avcodec_receive_frame(context, frame.pointer) >= 0 else { return frames }
            next = next + frame.duration
            frames.append(frame)
        }
    }
}
