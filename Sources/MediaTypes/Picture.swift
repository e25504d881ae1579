/// An 8-bit RGB picture in displayed orientation, rows from the top, three bytes a pixel, no row padding.
package struct Picture: Sendable {
    package let width: Int
    package let height: Int
    package var pixels: [UInt8]

    /// - Precondition: `pixels.count == width * height * 3`.
    package init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(pixels.count == width * height * 3, "an RGB picture has three bytes a pixel")
        self.width = width
        self.height = height
        self.pixels = pixels
    }
}
