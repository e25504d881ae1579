import MediaTypes
import Testing

@testable import Overlay

@Suite struct ContourTests {
    private func sheet(_ mask: BinaryMask) throws -> RGBALayer {
        var style = OverlayStyle()
        style.showsLabels = false
        let painter = OverlayPainter(font: try TextFont(), style: style)
        let annotation = Annotation(label: "dog", score: 0.9, mask: mask, colorIndex: 0)
        let area = PixelBox(x0: 0, y0: 0, x1: mask.width, y1: mask.height)
        return try painter.sheet(OverlayScene(annotations: [annotation]), in: area)
    }

    @Test(arguments: [(64, 48, 1), (640, 480, 2), (1920, 1080, 6)])
    func `the contour is the opaque rim of the mask and grows with the picture`(
        width: Int, height: Int, thickness: Int
    ) throws {
        let box = PixelBox(x0: 8, y0: 6, x1: width - 8, y1: height - 6)
        let mask = BinaryMask.filled(width: width, height: height) { x, y in
            (box.x0..<box.x1).contains(x) && (box.y0..<box.y1).contains(y)
        }
        let sheet = try sheet(mask)
        for y in 0..<height {
            for x in 0..<width {
                let depth = min(min(x - box.x0, box.x1 - 1 - x), min(y - box.y0, box.y1 - 1 - y))
                let expected: UInt8 = depth < 0 ? 0 : depth < thickness ? 255 : 102
                guard sheet.pixels[y * width + x].w == expected else {
                    Issue.record("alpha \(sheet.pixels[y * width + x].w) at \(x), \(y), expected \(expected)")
                    return
                }
            }
        }
    }

    @Test func `a hole in the mask has a contour of its own`() throws {
        let mask = BinaryMask.filled(width: 60, height: 60) { x, y in
            !((20..<40).contains(x) && (20..<40).contains(y))
        }
        let sheet = try sheet(mask)
        #expect(sheet.pixels[30 * 60 + 30].w == 0)
        #expect(sheet.pixels[30 * 60 + 19].w == 255)
        #expect(sheet.pixels[30 * 60 + 10].w == 102)
    }
}
