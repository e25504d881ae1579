import MediaTypes
import Testing

@testable import Overlay

@Suite struct LabelTests {
    enum Background: CaseIterable {
        case white, black, noise

        var canvas: TestCanvas {
            switch self {
            case .white: TestCanvas(width: 640, height: 360) { _, _ in 235 }
            case .black: TestCanvas(width: 640, height: 360) { _, _ in 16 }
            case .noise: TestCanvas.noise(width: 640, height: 360)
            }
        }
    }

    static let box = SIMD4<UInt8>(0, 0, 0, 184)
    static let ink = SIMD4<UInt8>(repeating: 255)

    private func scene(_ labels: [String], on canvas: TestCanvas) -> OverlayScene {
        let mask = BinaryMask.disc(width: canvas.width, height: canvas.height)
        let annotations = labels.enumerated().map {
            Annotation(label: $1, score: 0.87, mask: mask, colorIndex: $0)
        }
        return OverlayScene(annotations: annotations, level: -20)
    }

    @Test(arguments: Background.allCases) func `text has a contrast of at least 4.5 on any background`(
        background: Background
    ) throws {
        let canvas = background.canvas
        let painter = OverlayPainter(font: try TextFont())
        let scene = scene(["emergency car"], on: canvas)
        let sheet = try painter.sheet(scene, in: canvas.area)
        let layer = try painter.layer(scene, in: canvas.area, encoding: YUVEncoding(matrix: .bt601))
        let painted = canvas.painted(with: layer)
        let text = sheet.pixels.indices.filter { sheet.pixels[$0] == Self.ink }
        let behind = sheet.pixels.indices.filter { sheet.pixels[$0] == Self.box }
        try #require(text.count > 200 && behind.count > 1000)
        func greyLuminance(_ index: Int) -> Double {
            SIMD3(repeating: max(0, Double(painted.luma[index]) - 16) * 255 / 219).relativeLuminance
        }
        let darkestText = text.map(greyLuminance).min() ?? 0
        let lightestBox = behind.map(greyLuminance).max() ?? 1
        #expect(contrast(darkestText, lightestBox) >= 4.5)
    }

    @Test(arguments: [(256, 144), (640, 360), (1280, 720), (1920, 1080), (3840, 2160), (576, 1024)])
    func `text grows with the picture's shorter side`(width: Int, height: Int) throws {
        let size = TextSize(pictureWidth: width, pictureHeight: height, pixelAspect: 1)
        #expect(size.height == max(10, min(width, height) / 24))
        let line = try TextFont().line("dog 0.87", size: size, maxWidth: width)
        #expect((size.height...size.height * 3 / 2).contains(line.height))
    }

    @Test func `text on pixels twice as wide as high is half as wide`() throws {
        let font = try TextFont()
        let square = try font.line(
            "dog", size: TextSize(pictureWidth: 800, pictureHeight: 600, pixelAspect: 1), maxWidth: 800)
        let wide = try font.line(
            "dog", size: TextSize(pictureWidth: 400, pictureHeight: 600, pixelAspect: 2), maxWidth: 400)
        #expect(abs(wide.width * 2 - square.width) <= 4)
        #expect(abs(wide.height - square.height) <= 1)
    }

    @Test func `labels of overlapping masks neither overlap nor leave the picture`() {
        var layout = LabelLayout(width: 320, height: 240)
        let anchor = PixelBox(x0: 200, y0: 100, x1: 320, y1: 200)
        let places = (0..<8).compactMap { _ in layout.place(width: 150, height: 20, at: anchor) }
        #expect(places.count == 8)
        for (index, place) in places.enumerated() {
            #expect(place.x0 >= 0 && place.y0 >= 0 && place.x1 <= 320 && place.y1 <= 240)
            for other in places[..<index] {
                #expect(place.y1 <= other.y0 || other.y1 <= place.y0)
            }
        }
    }

    @Test func `a label stands above its mask where there is room and inside its top elsewhere`() throws {
        var layout = LabelLayout(width: 320, height: 240)
        let above = layout.place(width: 50, height: 20, at: PixelBox(x0: 10, y0: 100, x1: 60, y1: 200))
        #expect(above == PixelBox(x0: 10, y0: 80, x1: 60, y1: 100))
        let inside = layout.place(width: 50, height: 20, at: PixelBox(x0: 100, y0: 5, x1: 160, y1: 200))
        #expect(inside == PixelBox(x0: 100, y0: 5, x1: 150, y1: 25))
        #expect(layout.place(width: 400, height: 20, at: PixelBox(x0: 0, y0: 0, x1: 1, y1: 1)) == nil)
    }

    @Test func `a label too long for the picture ends in an ellipsis`() throws {
        let font = try TextFont()
        let size = TextSize(pictureWidth: 320, pictureHeight: 240, pixelAspect: 1)
        let long = String(repeating: "bagpipes ", count: 30)
        let line = try font.line(long, size: size, maxWidth: 100)
        #expect(line.width <= 100)
        #expect(line.width > 70)
        #expect(try font.line(long, size: size, maxWidth: 3).width == 0)
    }

    @Test func `a shortened label keeps its score`() throws {
        let font = try TextFont()
        let size = TextSize(pictureWidth: 320, pictureHeight: 240, pixelAspect: 1)
        let whole = try font.line("", ending: " 0.87", size: size, maxWidth: 300)
        let long = try font.line("bagpipes and more", ending: " 0.87", size: size, maxWidth: 90)
        func lastColumns(_ line: TextLine) -> [UInt8] {
            (0..<line.height).flatMap {
                line.coverage[$0 * line.width + line.width - 24..<$0 * line.width + line.width]
            }
        }
        #expect(long.width <= 90)
        #expect(lastColumns(long) == lastColumns(whole))
    }

    @Test func `a label without a free place is left out`() {
        var layout = LabelLayout(width: 100, height: 45)
        let anchor = PixelBox(x0: 0, y0: 20, x1: 100, y1: 45)
        #expect((0..<3).map { _ in layout.place(width: 100, height: 20, at: anchor) != nil } == [true, true, false])
    }

    @Test func `scores are printed with two decimals`() {
        let mask = BinaryMask.disc(width: 8, height: 8)
        let scores = [0.8112, 0.05, 1, 0, 7].map {
            Annotation(label: "dog", score: $0, mask: mask, colorIndex: 0).scoreText
        }
        #expect(scores == ["0.81", "0.05", "1.00", "0.00", "1.00"])
    }
}
