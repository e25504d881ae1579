import CFFmpeg

/// Width of a pixel over its height.
package struct PixelAspect: Sendable, Hashable {
    package let width: Int
    package let height: Int

    package static let square = PixelAspect(width: 1, height: 1)

    package init(width: Int, height: Int) {
        precondition(width > 0 && height > 0, "a pixel has a size")
        self.width = width
        self.height = height
    }

    /// nil where the library does not know, or means nonsense: a pixel more than 16 times as long as wide.
    init?(_ ratio: AVRational) {
        let (width, height) = (Int(ratio.num), Int(ratio.den))
        guard width > 0, height > 0, width <= 16 * height, height <= 16 * width else { return nil }
        self.width = width
        self.height = height
    }

    package var ratio: Double { Double(width) / Double(height) }
    /// The same pixel after a quarter turn.
    package var turned: PixelAspect { PixelAspect(width: height, height: width) }

    /// In the terms H.264 and MP4 can carry.
    var rational: AVRational {
        var reduced = AVRational()
        av_reduce(&reduced.num, &reduced.den, Int64(width), Int64(height), 65_535)
        return reduced
    }
}

extension VideoFrame {
    /// Of the picture as displayed; square where the stream does not say.
    package var displayedPixelAspect: PixelAspect {
        let stored = PixelAspect(pointer.pointee.sample_aspect_ratio) ?? .square
        return orientation.swapsSides ? stored.turned : stored
    }
}
