/// An 8-bit 4:2:0 picture lent for painting; its planes must outlive the call it is handed to.
///
/// The chroma planes have half the size, rounded up.
package struct YUVCanvas {
    package struct Plane {
        let pixels: UnsafeMutableBufferPointer<UInt8>
        let stride: Int

        package init(pixels: UnsafeMutableBufferPointer<UInt8>, stride: Int) {
            self.pixels = pixels
            self.stride = stride
        }
    }

    package let width: Int
    package let height: Int
    let luma: Plane
    let blueDifference: Plane
    let redDifference: Plane

    /// - Precondition: each plane holds its rows, `stride` bytes apart.
    package init(width: Int, height: Int, luma: Plane, blueDifference: Plane, redDifference: Plane) {
        precondition(luma.holds(width, height), "luma plane too small")
        let (chromaWidth, chromaHeight) = ((width + 1) / 2, (height + 1) / 2)
        precondition(blueDifference.holds(chromaWidth, chromaHeight), "Cb plane too small")
        precondition(redDifference.holds(chromaWidth, chromaHeight), "Cr plane too small")
        self.width = width
        self.height = height
        self.luma = luma
        self.blueDifference = blueDifference
        self.redDifference = redDifference
    }
}

extension YUVCanvas.Plane {
    fileprivate func holds(_ width: Int, _ height: Int) -> Bool {
        stride >= width && pixels.count >= stride * (height - 1) + width
    }
}
