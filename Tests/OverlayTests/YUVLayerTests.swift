import MediaTypes
import Testing

@testable import Overlay

@Suite struct YUVLayerTests {
    static let sizes = [(16, 16), (17, 31), (33, 16), (398, 224), (641, 359)]
    private let encoding = YUVEncoding(matrix: .bt601)

    private func layer(_ mask: BinaryMask, _ area: PixelBox, style: OverlayStyle) throws -> YUVLayer {
        let annotation = Annotation(label: "dog", score: 0.9, mask: mask, colorIndex: 1)
        let painter = OverlayPainter(font: try TextFont(), style: style)
        return try painter.layer(OverlayScene(annotations: [annotation]), in: area, encoding: encoding)
    }

    private var maskOnly: OverlayStyle {
        var style = OverlayStyle()
        style.showsLabels = false
        return style
    }

    @Test(arguments: sizes) func `luma changes inside the mask and nowhere else`(width: Int, height: Int) throws {
        let picture = TestCanvas.noise(width: width, height: height)
        let mask = BinaryMask.disc(width: width, height: height)
        var style = maskOnly
        style.maskOpacity = 1
        let painted = picture.painted(with: try layer(mask, picture.area, style: style))
        let encoded = painted.luma[height / 2 * width + width / 2]
        for (index, inside) in mask.pixels.enumerated() {
            guard painted.luma[index] == (inside == 1 ? encoded : picture.luma[index]) else {
                Issue.record("luma at \(index % width), \(index / width)")
                return
            }
        }
    }

    @Test(arguments: sizes) func `chroma changes only where it serves a pixel of the mask`(
        width: Int, height: Int
    ) throws {
        let picture = TestCanvas.noise(width: width, height: height)
        let mask = BinaryMask.disc(width: width, height: height)
        let painted = picture.painted(with: try layer(mask, picture.area, style: maskOnly))
        var served = Array(repeating: false, count: picture.blueDifference.count)
        for (index, inside) in mask.pixels.enumerated() where inside == 1 {
            served[index / width / 2 * picture.chromaWidth + index % width / 2] = true
        }
        let untouched = served.indices.filter { !served[$0] }
        #expect(untouched.allSatisfy { painted.blueDifference[$0] == picture.blueDifference[$0] })
        #expect(untouched.allSatisfy { painted.redDifference[$0] == picture.redDifference[$0] })
        #expect(painted.blueDifference != picture.blueDifference)
    }

    @Test(arguments: 0..<Palette.count) func `an opaque mask shows its palette colour`(index: Int) throws {
        let picture = TestCanvas.noise(width: 64, height: 48)
        let mask = BinaryMask.filled(width: 64, height: 48) { _, _ in true }
        var style = maskOnly
        style.maskOpacity = 1
        let annotation = Annotation(label: "dog", score: 1, mask: mask, colorIndex: index)
        let painter = OverlayPainter(font: try TextFont(), style: style)
        let scene = OverlayScene(annotations: [annotation])
        let painted = picture.painted(with: try painter.layer(scene, in: picture.area, encoding: encoding))
        let color = Palette.color(index)
        let difference = painted.rgb(20, 20) - SIMD3(Double(color.red), Double(color.green), Double(color.blue))
        #expect(max(abs(difference.x), abs(difference.y), abs(difference.z)) <= 4)
    }

    @Test func `a half transparent mask keeps half of the picture`() throws {
        let picture = TestCanvas(width: 64, height: 64) { x, _ in x < 32 ? 40 : 200 }
        let mask = BinaryMask.filled(width: 64, height: 64) { _, _ in true }
        var style = maskOnly
        style.maskOpacity = 0.5
        let painted = picture.painted(with: try layer(mask, picture.area, style: style))
        let difference = Int(painted.luma[32 * 64 + 48]) - Int(painted.luma[32 * 64 + 16])
        #expect(abs(difference - 80) <= 1)
    }

    @Test func `nothing outside the picture's area of the canvas changes`() throws {
        let canvas = TestCanvas.noise(width: 200, height: 120)
        let area = PixelBox(x0: 40, y0: 10, x1: 161, y1: 109)
        let mask = BinaryMask.filled(width: 121, height: 99) { _, _ in true }
        let painted = canvas.painted(with: try layer(mask, area, style: OverlayStyle()))
        for y in 0..<120 {
            for x in 0..<200 where !(40..<161).contains(x) || !(10..<109).contains(y) {
                #expect(painted.luma[y * 200 + x] == canvas.luma[y * 200 + x])
            }
        }
        #expect(painted.luma[10 * 200 + 40] != canvas.luma[10 * 200 + 40])
    }

    @Test func `an empty scene changes nothing`() throws {
        let picture = TestCanvas.noise(width: 97, height: 55)
        let painter = OverlayPainter(font: try TextFont())
        let layer = try painter.layer(.empty, in: picture.area, encoding: encoding)
        #expect(layer.isEmpty)
        #expect(picture.painted(with: layer) == picture)
    }

    @Test func `a smaller mask is stretched over the whole picture`() throws {
        let picture = TestCanvas(width: 400, height: 300) { _, _ in 60 }
        let mask = BinaryMask.filled(width: 40, height: 30) { x, y in (10..<20).contains(x) && (5..<15).contains(y) }
        let painted = picture.painted(with: try layer(mask, picture.area, style: maskOnly))
        for y in 0..<300 {
            for x in 0..<400 {
                let inside = (100..<200).contains(x) && (50..<150).contains(y)
                #expect((painted.luma[y * 400 + x] != 60) == inside)
            }
        }
    }

    @Test func `a picture of 3840 by 2160 is painted whole`() throws {
        let picture = TestCanvas(width: 3840, height: 2160) { _, _ in 60 }
        let mask = BinaryMask(width: 2, height: 1, pixels: [0, 1])
        let painted = picture.painted(with: try layer(mask, picture.area, style: maskOnly))
        let corners = [(1919, 0), (1919, 2159), (1920, 0), (1920, 2159), (3839, 2159)]
        #expect(corners.map { painted.luma[$0.1 * 3840 + $0.0] != 60 } == [false, false, true, true, true])
    }

    @Test func `any size down to one pixel can be painted`() throws {
        let painter = OverlayPainter(font: try TextFont())
        for width in 1..<34 {
            for height in 1..<34 {
                let picture = TestCanvas(width: width, height: height) { _, _ in 60 }
                let mask = BinaryMask.filled(width: width, height: height) { _, _ in true }
                let annotation = Annotation(label: "bell tower", score: 0.5, mask: mask, colorIndex: 3)
                let scene = OverlayScene(annotations: [annotation], level: -12, caption: "no audio")
                let layer = try painter.layer(scene, in: picture.area, encoding: encoding)
                #expect(picture.painted(with: layer) != picture)
            }
        }
    }
}
