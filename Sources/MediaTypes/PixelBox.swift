/// A half-open box of pixels, `x0 ..< x1` by `y0 ..< y1`.
package struct PixelBox: Sendable, Hashable {
    package let x0: Int
    package let y0: Int
    package let x1: Int
    package let y1: Int

    package init(x0: Int, y0: Int, x1: Int, y1: Int) {
        self.x0 = x0
        self.y0 = y0
        self.x1 = x1
        self.y1 = y1
    }
}
