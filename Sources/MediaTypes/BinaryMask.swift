/// Which pixels of a picture belong to something: one byte a pixel, 1 inside and 0 outside, rows from the top.
package struct BinaryMask: Sendable, Equatable {
    package let width: Int
    package let height: Int
    package var pixels: [UInt8]

    /// - Precondition: `pixels.count == width * height` and every element is 0 or 1.
    package init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(pixels.count == width * height, "a mask has one byte a pixel")
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    package var area: Int { pixels.reduce(0) { $0 + Int($1) } }

    /// The smallest box around the mask, nil where the mask is empty.
    package var box: PixelBox? {
        var x0 = width, y0 = height, x1 = 0, y1 = 0
        for y in 0..<height {
            for x in 0..<width where pixels[y * width + x] != 0 {
                x0 = min(x0, x)
                x1 = max(x1, x + 1)
                y0 = min(y0, y)
                y1 = max(y1, y + 1)
            }
        }
        return x1 > x0 ? PixelBox(x0: x0, y0: y0, x1: x1, y1: y1) : nil
    }

    /// Intersection over union, 0 where both are empty.
    ///
    /// - Precondition: both masks have the same size.
    package func intersectionOverUnion(_ other: BinaryMask) -> Double {
        precondition(width == other.width && height == other.height, "masks of one picture")
        var intersection = 0
        var union = 0
        for (a, b) in zip(pixels, other.pixels) {
            intersection += Int(a & b)
            union += Int(a | b)
        }
        return union == 0 ? 0 : Double(intersection) / Double(union)
    }
}
