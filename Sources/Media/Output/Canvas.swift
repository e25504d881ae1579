import CFFmpeg
package import MediaTypes

/// The picture being made for the encoder: 8-bit 4:2:0 in limited range, of the recording's size.
package final class Canvas {
    let pointer: UnsafeMutablePointer<AVFrame>
    package let size: CanvasSize
    /// Where the last picture put on it lies; the rest is black.
    package private(set) var area: PixelBox
    /// Whether that picture had another size than the canvas.
    package internal(set) var isScaled = false

    init(_ size: CanvasSize) throws(FFmpegError) {
        pointer = try allocated(av_frame_alloc(), "a picture")
        self.size = size
        area = PixelBox(x0: 0, y0: 0, x1: 0, y1: 0)
        pointer.pointee.format = AV_PIX_FMT_YUV420P.rawValue
        pointer.pointee.width = Int32(size.encodedWidth)
        pointer.pointee.height = Int32(size.encodedHeight)
        let result = av_frame_get_buffer(pointer, 0)
        try check(result, "allocate", "a picture of \(size.encodedWidth)x\(size.encodedHeight)")
    }

    deinit {
        var owned: UnsafeMutablePointer<AVFrame>? = pointer
        av_frame_free(&owned)
    }

    /// The three planes, lent for the call: first sample, bytes from row to row, rows.
    package struct Planes {
        package let luma: Plane
        package let blueDifference: Plane
        package let redDifference: Plane
    }

    package struct Plane {
        package let pixels: UnsafeMutableBufferPointer<UInt8>
        package let stride: Int
    }

    package func withPlanes<Result>(_ body: (Planes) -> Result) -> Result {
        body(Planes(luma: plane(0), blueDifference: plane(1), redDifference: plane(2)))
    }

    /// Makes the samples its own again, should the encoder still hold them, and blackens what lies outside `newArea`.
    func prepare(for newArea: PixelBox) throws(FFmpegError) {
        try check(av_frame_make_writable(pointer), "reuse", "a picture")
        guard newArea != area else { return }
        area = newArea
        let isWhole = newArea.x0 == 0 && newArea.y0 == 0 && newArea.x1 == size.width && newArea.y1 == size.height
        guard !isWhole else { return }
        for (index, value) in [UInt8(16), 128, 128].enumerated() { plane(index).pixels.update(repeating: value) }
    }

    /// Repeats the last column and row where the displayed size is odd.
    func padToEven() {
        let luma = plane(0)
        if size.width < size.encodedWidth {
            for y in 0..<size.height {
                luma.pixels[y * luma.stride + size.width] = luma.pixels[y * luma.stride + size.width - 1]
            }
        }
        guard size.height < size.encodedHeight else { return }
        for x in 0..<size.encodedWidth {
            luma.pixels[size.height * luma.stride + x] = luma.pixels[(size.height - 1) * luma.stride + x]
        }
    }

    /// Plane 0 is luma, 1 and 2 the colour differences.
    func plane(_ index: Int) -> Plane {
        let frame = pointer.pointee
        let (data, stride) =
            switch index {
            case 0: (frame.data.0, frame.linesize.0)
            case 1: (frame.data.1, frame.linesize.1)
            default: (frame.data.2, frame.linesize.2)
            }
        let rows = index == 0 ? size.encodedHeight : size.encodedHeight / 2
        return Plane(pixels: UnsafeMutableBufferPointer(start: data, count: Int(stride) * rows), stride: Int(stride))
    }
}
