import CFFmpeg

/// One libswscale conversion to 8-bit 4:2:0 in limited range.
final class PictureScaler {
    /// What a scaler is set up for.
    struct Job: Hashable {
        let width: Int32
        let height: Int32
        let format: AVPixelFormat
        let isFullRange: Bool
        let space: AVColorSpace
        let targetWidth: Int32
        let targetHeight: Int32

        init(_ frame: VideoFrame, width: Int32, height: Int32) {
            let source = frame.pointer.pointee
            let tagged = AVPixelFormat(source.format)
            self.width = source.width
            self.height = source.height
            format = Self.withoutRange[tagged.rawValue] ?? tagged
            isFullRange = source.color_range == AVCOL_RANGE_JPEG || format != tagged
            space = source.colorspace
            targetWidth = width
            targetHeight = height
        }

        var isCopy: Bool {
            format == AV_PIX_FMT_YUV420P && !isFullRange && width == targetWidth && height == targetHeight
        }

        /// The deprecated formats that mean full range, and the ones they are otherwise.
        private static let withoutRange: [Int32: AVPixelFormat] = [
            AV_PIX_FMT_YUVJ420P.rawValue: AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVJ422P.rawValue: AV_PIX_FMT_YUV422P,
            AV_PIX_FMT_YUVJ444P.rawValue: AV_PIX_FMT_YUV444P, AV_PIX_FMT_YUVJ440P.rawValue: AV_PIX_FMT_YUV440P,
            AV_PIX_FMT_YUVJ411P.rawValue: AV_PIX_FMT_YUV411P,
        ]
    }

    let job: Job
    private let context: OpaquePointer

    /// The ranges are set before the context is made: set afterwards, FFmpeg 5.1 copies equal formats unconverted.
    init(_ job: Job) throws(FFmpegError) {
        self.job = job
        context = try allocated(sws_alloc_context(), "a picture scaler")
        let options: [(String, Int64)] = [
            ("srcw", Int64(job.width)), ("srch", Int64(job.height)), ("src_format", Int64(job.format.rawValue)),
            ("src_range", job.isFullRange ? 1 : 0), ("dstw", Int64(job.targetWidth)), ("dsth", Int64(job.targetHeight)),
            ("dst_format", Int64(AV_PIX_FMT_YUV420P.rawValue)), ("dst_range", 0),
            ("sws_flags", Int64(SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP)),
        ]
        for (name, value) in options { av_opt_set_int(UnsafeMutableRawPointer(context), name, value, 0) }
        try check(sws_init_context(context, nil, nil), "convert a picture of", "\(job.width)x\(job.height)")
        let matrix = ColorTags.coefficients(job.space, lines: Int(min(job.width, job.height)))
        // Refused for inputs without a matrix, such as grey: then there is none to set.
        sws_setColorspaceDetails(context, matrix, job.isFullRange ? 1 : 0, matrix, 0, 0, 1 << 16, 1 << 16)
    }

    deinit {
        sws_freeContext(context)
    }

    func scale(_ frame: VideoFrame, to target: UnsafeMutablePointer<AVFrame>) throws(FFmpegError) {
        try check(sws_scale_frame(context, target, frame.pointer), "convert a picture of", frame.pixelFormatName)
    }
}
