import CFFmpeg
package import MediaTypes

/// A decoded run of samples at the stream's own rate, format and layout.
///
/// Sendable because nothing writes to the `AVFrame` after `init`, and its samples are reference-counted by FFmpeg.
package final class AudioFrame: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<AVFrame>
    /// Presentation time of the first sample on the stream's own clock.
    package let pts: MediaTime

    /// Takes over a frame that the library filled.
    init(adopting pointer: UnsafeMutablePointer<AVFrame>, pts: MediaTime) {
        self.pointer = pointer
        self.pts = pts
    }

    deinit {
        var owned: UnsafeMutablePointer<AVFrame>? = pointer
        av_frame_free(&owned)
    }

    /// Samples per channel.
    package var sampleCount: Int { Int(pointer.pointee.nb_samples) }
    package var sampleRate: Int { Int(pointer.pointee.sample_rate) }
    package var channelCount: Int { Int(pointer.pointee.ch_layout.nb_channels) }
    /// FFmpeg's name of the sample format, e.g. `fltp`.
    package var sampleFormatName: String {
        av_get_sample_fmt_name(AVSampleFormat(pointer.pointee.format)).map { String(cString: $0) } ?? "unknown"
    }
    package var duration: MediaTime { MediaTime(Int64(sampleCount), .samples(rate: sampleRate)) }
    package var isDamaged: Bool {
        pointer.pointee.flags & AV_FRAME_FLAG_CORRUPT != 0 || pointer.pointee.decode_error_flags != 0
    }
    /// The memory its samples keep alive.
    package var byteCount: Int { pointer.pointee.ownedBytes }
}
