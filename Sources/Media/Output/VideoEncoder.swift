import CFFmpeg
package import MediaTypes

/// H.264 through libx264 without latency: each picture sent comes back as a packet at once, and none is reordered.
package final class VideoEncoder {
    private let context: UnsafeMutablePointer<AVCodecContext>
    package let timeBase: TimeBase
    let pixelAspect: PixelAspect

    /// How hard to compress.
    package struct Quality: Sendable, Hashable {
        /// libx264's constant rate factor: 0 is lossless, 51 the worst.
        package var crf: Int
        /// libx264's preset, `ultrafast` to `veryslow`.
        package var preset: String
        /// 0 lets libx264 choose.
        package var threads: Int

        package init(crf: Int = 23, preset: String = "veryfast", threads: Int = 0) {
            self.crf = crf
            self.preset = preset
            self.threads = threads
        }
    }

    /// - Parameter frameDuration: of the source on average, a hint for the rate control.
    package init(
        _ size: CanvasSize, timeBase: TimeBase, frameDuration: TimeBase?, colors: ColorTags, quality: Quality
    ) throws(FFmpegError) {
        let codec = try allocated(avcodec_find_encoder_by_name("libx264"), "the encoder libx264")
        context = try allocated(avcodec_alloc_context3(codec), "an encoder")
        self.timeBase = timeBase
        pixelAspect = size.pixelAspect
        context.pointee.width = Int32(size.encodedWidth)
        context.pointee.height = Int32(size.encodedHeight)
        context.pointee.pix_fmt = AV_PIX_FMT_YUV420P
        context.pointee.time_base = timeBase.rational
        context.pointee.framerate = Self.plausibleRate(frameDuration)
        context.pointee.sample_aspect_ratio = size.pixelAspect.rational
        context.pointee.color_range = AVCOL_RANGE_MPEG
        context.pointee.color_primaries = colors.primaries
        context.pointee.color_trc = colors.transfer
        context.pointee.colorspace = colors.space
        context.pointee.max_b_frames = 0
        // Key frames come where the caller asks; this only bounds a caller that never does.
        context.pointee.gop_size = 600
        context.pointee.thread_count = Int32(quality.threads)
        context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER
        var options = OptionDictionary([
            "preset": quality.preset, "tune": "zerolatency", "crf": String(quality.crf), "forced-idr": "1",
        ])
        let result = options.withPointer { avcodec_open2(context, codec, $0) }
        try check(result, "encode H.264 at", "\(size.encodedWidth)x\(size.encodedHeight), preset \(quality.preset)")
    }

    deinit {
        var owned: UnsafeMutablePointer<AVCodecContext>? = context
        avcodec_free_context(&owned)
    }

    /// Containers without a rate announce their clock's instead; 25 then serves the rate control better.
    private static func plausibleRate(_ frameDuration: TimeBase?) -> AVRational {
        guard let frameDuration, frameDuration.denominator <= 1000 * frameDuration.numerator else {
            return AVRational(num: 25, den: 1)
        }
        return AVRational(
            num: Int32(clamping: frameDuration.denominator), den: Int32(clamping: frameDuration.numerator))
    }

    var frameRate: AVRational { context.pointee.framerate }

    func describe(_ parameters: UnsafeMutablePointer<AVCodecParameters>) throws(FFmpegError) {
        try check(avcodec_parameters_from_context(parameters, context), "describe", "the encoded pictures")
    }

    /// Encodes the canvas as the picture at `ticks` of `timeBase`.
    package func encode(_ canvas: Canvas, at ticks: Int64, asKeyFrame: Bool) throws(FFmpegError) -> [Packet] {
        canvas.padToEven()
        canvas.pointer.pointee.pts = ticks
        canvas.pointer.pointee.pict_type = asKeyFrame ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE
        try check(avcodec_send_frame(context, canvas.pointer), "encode", "a picture")
        return try context.packets(timeBase: timeBase)
    }
}
