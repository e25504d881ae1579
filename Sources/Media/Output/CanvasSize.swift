package import MediaTypes

/// The size all pictures of a recording have, as displayed.
package struct CanvasSize: Sendable, Hashable {
    package let width: Int
    package let height: Int
    package let pixelAspect: PixelAspect

    package init(width: Int, height: Int, pixelAspect: PixelAspect) {
        precondition(width > 0 && height > 0, "a picture has a size")
        self.width = width
        self.height = height
        self.pixelAspect = pixelAspect
    }

    /// 4:2:0 H.264 has even sizes: an odd picture gets its last column or row twice.
    package var encodedWidth: Int { (width + 1) & ~1 }
    package var encodedHeight: Int { (height + 1) & ~1 }

    /// Where a picture of another size lies: as large as fits, its shape kept, in the middle, at an even origin.
    package func area(width: Int, height: Int, pixelAspect: PixelAspect) -> PixelBox {
        if width == self.width, height == self.height, pixelAspect == self.pixelAspect {
            return PixelBox(x0: 0, y0: 0, x1: self.width, y1: self.height)
        }
        let shape = Double(width) * pixelAspect.ratio / self.pixelAspect.ratio
        let scale = min(Double(self.width) / shape, Double(self.height) / Double(height))
        let fitted = (
            width: min(self.width, max(1, Int((shape * scale).rounded()))),
            height: min(self.height, max(1, Int((Double(height) * scale).rounded())))
        )
        let (x, y) = ((self.width - fitted.width) / 2 & ~1, (self.height - fitted.height) / 2 & ~1)
        return PixelBox(x0: x, y0: y, x1: x + fitted.width, y1: y + fitted.height)
    }
}
