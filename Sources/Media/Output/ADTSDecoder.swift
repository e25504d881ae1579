import CFFmpeg
package import MediaTypes

/// Decodes AAC packets that describe themselves, of whatever rate and channels each says.
package final class ADTSDecoder {
    private let context: UnsafeMutablePointer<AVCodecContext>

    package init() throws(FFmpegError) {
        let codec = try allocated(avcodec_find_decoder(AV_CODEC_ID_AAC), "the AAC decoder")
        context = try allocated(avcodec_alloc_context3(codec), "a decoder")
        try check(avcodec_open2(context, codec, nil), "open the decoder of", "AAC")
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
            next = next.rescaled(to: .samples(rate: frame.sampleRate)) + frame.duration
            frames.append(frame)
        }
    }
}
