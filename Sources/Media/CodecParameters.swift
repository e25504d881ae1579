import CFFmpeg

/// What a muxer needs to carry a stream's packets unchanged: an owned copy of the container's codec parameters.
///
/// Sendable because nothing writes to it after `init`.
package final class CodecParameters: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<AVCodecParameters>

    package init(of stream: StreamDescription, in demuxer: Demuxer) throws(FFmpegError) {
        pointer = try allocated(avcodec_parameters_alloc(), "codec parameters")
        let result = demuxer.withStream(stream.index) { avcodec_parameters_copy(pointer, $0.pointee.codecpar) }
        try check(result, "copy the parameters of", stream.codecName)
    }

    deinit {
        var owned: UnsafeMutablePointer<AVCodecParameters>? = pointer
        avcodec_parameters_free(&owned)
    }

    package var codecName: String { String(cString: avcodec_get_name(pointer.pointee.codec_id)) }
    package var sampleRate: Int { Int(pointer.pointee.sample_rate) }
    package var channelCount: Int { Int(pointer.pointee.ch_layout.nb_channels) }
}
