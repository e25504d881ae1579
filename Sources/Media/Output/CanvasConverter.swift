import CFFmpeg
import MediaTypes

/// Brings decoded pictures of any format, size and orientation onto the canvas of a recording.
///
/// Pixels are turned to displayed orientation, other sizes scaled to fit between black bars, 10 bits and 4:4:4 reduced,
/// full range compressed to limited; the matrix stays that of the source. Not thread-safe.
package final class CanvasConverter {
    package let canvas: Canvas
    private var scaler: PictureScaler?
    private var upright: UnsafeMutablePointer<AVFrame>?

    package init(_ size: CanvasSize) throws(FFmpegError) {
        canvas = try Canvas(size)
    }

    deinit {
        av_frame_free(&upright)
    }

    /// Puts a picture on the canvas.
    ///
    /// - Parameter aspect: of its pixels, as displayed.
    package func draw(_ frame: VideoFrame, pixelAspect aspect: PixelAspect) throws(FFmpegError) {
        let area = canvas.size.area(width: frame.displayedWidth, height: frame.displayedHeight, pixelAspect: aspect)
        try canvas.prepare(for: area)
        canvas.isScaled = (frame.displayedWidth, frame.displayedHeight) != (canvas.size.width, canvas.size.height)
        let shown = (width: area.x1 - area.x0, height: area.y1 - area.y0)
        let stored = frame.orientation.swapsSides ? (shown.height, shown.width) : (shown.width, shown.height)
        let target = try uprightFrame(width: stored.0, height: stored.1)
        try scaled(frame, to: target)
        turn(target, by: frame.orientation, to: area)
    }

    private func scaled(_ frame: VideoFrame, to target: UnsafeMutablePointer<AVFrame>) throws(FFmpegError) {
        let wanted = PictureScaler.Job(frame, width: target.pointee.width, height: target.pointee.height)
        if wanted.isCopy {
            let copied = av_frame_copy(target, frame.pointer)
            try check(copied, "copy a picture of", frame.pixelFormatName)
            return
        }
        if scaler?.job != wanted { scaler = try PictureScaler(wanted) }
        try scaler?.scale(frame, to: target)
    }

    /// The library may write beyond a row, so pictures are scaled into a padded frame first.
    private func uprightFrame(width: Int, height: Int) throws(FFmpegError) -> UnsafeMutablePointer<AVFrame> {
        if let upright, upright.pointee.width == width, upright.pointee.height == height { return upright }
        av_frame_free(&upright)
        let fresh = try allocated(av_frame_alloc(), "a picture")
        upright = fresh
        fresh.pointee.format = AV_PIX_FMT_YUV420P.rawValue
        fresh.pointee.width = Int32(width)
        fresh.pointee.height = Int32(height)
        try check(av_frame_get_buffer(fresh, 0), "allocate", "a picture of \(width)x\(height)")
        return fresh
    }

    private func turn(_ source: UnsafeMutablePointer<AVFrame>, by orientation: DisplayOrientation, to area: PixelBox) {
        let frame = source.pointee
        let planes = [
            (frame.data.0, frame.linesize.0), (frame.data.1, frame.linesize.1), (frame.data.2, frame.linesize.2),
        ]
        for (index, (data, stride)) in planes.enumerated() {
            let half = index == 0 ? 0 : 1
            let turn = PlaneTurn(
                width: (Int(frame.width) + half) >> half, height: (Int(frame.height) + half) >> half,
                orientation: orientation)
            let plane = canvas.plane(index)
            guard let data, let target = plane.pixels.baseAddress else { preconditionFailure("frames with buffers") }
            turn.copy(
                from: data, stride: Int(stride), to: target + (area.y0 >> half) * plane.stride + (area.x0 >> half),
                targetStride: plane.stride)
        }
    }
}
