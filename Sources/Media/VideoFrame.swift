import CFFmpeg
package import MediaTypes

/// A decoded picture as the decoder left it: pixel format, colour tags and stored (not displayed) orientation.
///
/// Sendable because nothing writes to the `AVFrame` after `init`, and its planes are reference-counted by FFmpeg.
package final class VideoFrame: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<AVFrame>
    /// Presentation time on the stream's own clock.
    package let pts: MediaTime
    /// How long it is shown, zero where unknown.
    package let duration: MediaTime
    /// How the stored pixels are turned to be displayed.
    package let orientation: DisplayOrientation

    /// Takes over a frame that the library filled.
    init(
        adopting pointer: UnsafeMutablePointer<AVFrame>, pts: MediaTime, duration: MediaTime,
        orientation: DisplayOrientation
    ) {
        self.pointer = pointer
        self.pts = pts
        self.duration = duration
        self.orientation = orientation
    }

    deinit {
        var owned: UnsafeMutablePointer<AVFrame>? = pointer
        av_frame_free(&owned)
    }

    /// Stored size in pixels.
    package var width: Int { Int(pointer.pointee.width) }
    package var height: Int { Int(pointer.pointee.height) }
    /// Size after turning by `orientation`.
    package var displayedWidth: Int { orientation.swapsSides ? height : width }
    package var displayedHeight: Int { orientation.swapsSides ? width : height }
    package var isKeyframe: Bool { pointer.pointee.key_frame != 0 }
    /// The decoder had to conceal damage in it.
    package var isDamaged: Bool {
        pointer.pointee.flags & AV_FRAME_FLAG_CORRUPT != 0 || pointer.pointee.decode_error_flags != 0
    }
    /// FFmpeg's name of the pixel format, e.g. `yuv420p`.
    package var pixelFormatName: String {
        av_get_pix_fmt_name(AVPixelFormat(pointer.pointee.format)).map { String(cString: $0) } ?? "unknown"
    }
    /// The memory its planes keep alive.
    package var byteCount: Int { pointer.pointee.ownedBytes }
}

extension AVFrame {
    /// The sizes of the reference-counted buffers the frame holds.
    var ownedBytes: Int {
        let buffers = [buf.0, buf.1, buf.2, buf.3, buf.4, buf.5, buf.6, buf.7]
        let extended = (0..<Int(nb_extended_buf)).map { extended_buf[$0] }
        return (buffers + extended).reduce(0) { $0 + ($1.map { Int($0.pointee.size) } ?? 0) }
    }
}
