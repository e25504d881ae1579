import CFFmpeg
package import MediaTypes

/// Turns decoded pictures into 8-bit RGB in displayed orientation, at their stored resolution.
///
/// Any pixel format and bit depth libswscale reads, with accurate rounding and full chroma interpolation. The colour
/// matrix is the one the stream names; where it names none, BT.709 from 720 lines up and BT.601 below, as players do.
/// Full and limited range are told apart. Sample aspect is ignored: a pixel stays a pixel. High dynamic range is not tone
/// mapped. Not thread-safe: one per thread.
package final class PictureConverter {
    private var scaler: OpaquePointer?
    private var target: UnsafeMutablePointer<AVFrame>?

    package init() {}

    deinit {
        sws_freeContext(scaler)
        av_frame_free(&target)
    }

    package func picture(from frame: VideoFrame) throws(FFmpegError) -> Picture {
        let rgb = try convertedTarget(for: frame)
        return oriented(rgb.pointee, by: frame.orientation)
    }

    private func convertedTarget(for frame: VideoFrame) throws(FFmpegError) -> UnsafeMutablePointer<AVFrame> {
        let source = frame.pointer
        let target = try self.target(width: source.pointee.width, height: source.pointee.height)
        let format = ColourFormat(source.pointee)
        scaler = sws_getCachedContext(
            scaler, source.pointee.width, source.pointee.height, format.pixelFormat, source.pointee.width,
            source.pointee.height, AV_PIX_FMT_RGB24, Self.flags, nil, nil, nil)
        let scaler = try allocated(scaler, "a converter of \(frame.pixelFormatName) pictures")
        let matrix = sws_getCoefficients(format.matrix)
        // Refused for inputs without a matrix, such as RGB and grey: then there is none to set.
        sws_setColorspaceDetails(scaler, matrix, format.isFullRange ? 1 : 0, matrix, 1, 0, 1 << 16, 1 << 16)
        try check(sws_scale_frame(scaler, target, source), "convert to RGB a picture of", frame.pixelFormatName)
        return target
    }

    private static let flags = Int32(
        SWS_BILINEAR | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP)

    /// The library may write up to its own alignment beyond a row, so rows are converted into a padded frame first.
    private func target(width: Int32, height: Int32) throws(FFmpegError) -> UnsafeMutablePointer<AVFrame> {
        if let target, target.pointee.width == width, target.pointee.height == height { return target }
        av_frame_free(&target)
        let fresh = try allocated(av_frame_alloc(), "a picture")
        target = fresh
        fresh.pointee.format = AV_PIX_FMT_RGB24.rawValue
        fresh.pointee.width = width
        fresh.pointee.height = height
        try check(av_frame_get_buffer(fresh, 0), "allocate", "a picture of \(width)x\(height)")
        return fresh
    }

    private func oriented(_ rgb: AVFrame, by orientation: DisplayOrientation) -> Picture {
        guard let rows = rgb.data.0 else { preconditionFailure("a frame with a buffer") }
        let stride = Int(rgb.linesize.0)
        let walk = OrientedWalk(width: Int(rgb.width), height: Int(rgb.height), orientation: orientation)
        let pixels = [UInt8](unsafeUninitializedCapacity: walk.width * walk.height * 3) { buffer, count in
            guard let out = buffer.baseAddress else { return }
            for y in 0..<walk.height {
                var from = rows + walk.offset(ofRow: y, stride: stride)
                var to = out + y * walk.width * 3
                if walk.isRowContiguous {
                    to.update(from: from, count: walk.width * 3)
                    continue
                }
                let step = walk.step(stride: stride)
                for _ in 0..<walk.width {
                    to.update(from: from, count: 3)
                    to += 3
                    from += step
                }
            }
            count = walk.width * walk.height * 3
        }
        return Picture(width: walk.width, height: walk.height, pixels: pixels)
    }
}

/// What the colour tags of a frame mean to libswscale.
private struct ColourFormat {
    let pixelFormat: AVPixelFormat
    let matrix: Int32
    let isFullRange: Bool

    init(_ frame: AVFrame) {
        let tagged = AVPixelFormat(frame.format)
        pixelFormat = Self.withoutRange[tagged.rawValue] ?? tagged
        isFullRange = frame.color_range == AVCOL_RANGE_JPEG || Self.withoutRange[tagged.rawValue] != nil
        matrix = Self.matrix(frame.colorspace, lines: min(frame.width, frame.height))
    }

    /// The deprecated formats that mean full range, and the ones they are otherwise.
    private static let withoutRange: [Int32: AVPixelFormat] = [
        AV_PIX_FMT_YUVJ420P.rawValue: AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVJ422P.rawValue: AV_PIX_FMT_YUV422P,
        AV_PIX_FMT_YUVJ444P.rawValue: AV_PIX_FMT_YUV444P, AV_PIX_FMT_YUVJ440P.rawValue: AV_PIX_FMT_YUV440P,
        AV_PIX_FMT_YUVJ411P.rawValue: AV_PIX_FMT_YUV411P,
    ]

    private static func matrix(_ space: AVColorSpace, lines: Int32) -> Int32 {
        switch space {
        case AVCOL_SPC_UNSPECIFIED, AVCOL_SPC_RESERVED: lines >= 720 ? SWS_CS_ITU709 : SWS_CS_ITU601
        case AVCOL_SPC_BT709: SWS_CS_ITU709
        case AVCOL_SPC_FCC: SWS_CS_FCC
        case AVCOL_SPC_SMPTE240M: SWS_CS_SMPTE240M
        case AVCOL_SPC_BT2020_NCL, AVCOL_SPC_BT2020_CL: SWS_CS_BT2020
        default: SWS_CS_ITU601
        }
    }
}
