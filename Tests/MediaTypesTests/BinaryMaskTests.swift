import MediaTypes
import Testing

@Suite struct BinaryMaskTests {
    private let mask = BinaryMask(width: 4, height: 3, pixels: [0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 0])

    @Test func `the box is the smallest half-open box around the mask`() {
        #expect(mask.box == PixelBox(x0: 1, y0: 1, x1: 3, y1: 3))
        #expect(BinaryMask(width: 2, height: 1, pixels: [0, 0]).box == nil)
    }

    @Test func `intersection over union counts pixels of either mask once`() {
        let other = BinaryMask(width: 4, height: 3, pixels: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0])
        #expect(mask.intersectionOverUnion(other) == 1.0 / 4.0)
    }
}
