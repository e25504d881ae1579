import Testing

@testable import Overlay

@Suite struct TextFontTests {
    private let size = TextSize(pictureWidth: 640, pictureHeight: 480, pixelAspect: 1)

    @Test(arguments: ["dog", "птица", "ñandú", "κουδούνι", "e\u{301}", "çocuk ağlaması", "ʻukulele", "♪", "ქართული"])
    func `words in any script of the font are drawn with its glyphs`(word: String) throws {
        let font = try TextFont()
        let line = try font.line(word, size: size, maxWidth: 600)
        let missing = try font.line(
            String(repeating: "\u{E123}", count: word.unicodeScalars.count), size: size, maxWidth: 600)
        #expect(line.coverage.contains { $0 > 200 })
        #expect(line.coverage != missing.coverage)
    }

    @Test func `a character no font has is drawn as a box`() throws {
        #expect(try TextFont().line("\u{E123}", size: size, maxWidth: 600).coverage.contains { $0 > 200 })
    }

    @Test func `a combining accent stands over its letter`() throws {
        let font = try TextFont()
        let plain = try font.line("e", size: size, maxWidth: 600)
        let accented = try font.line("e\u{301}", size: size, maxWidth: 600)
        #expect(accented.width <= plain.width + 2)
        #expect(accented.coverage != plain.coverage)
    }

    @Test func `without any font the error says what to install`() {
        let error = #expect(throws: OverlayError.self) { try TextFont(candidates: ["/nowhere/a.ttf"]) }
        #expect(error?.description.contains("/nowhere/a.ttf") == true)
        #expect(error?.description.contains("fonts-dejavu-core") == true)
    }

    @Test func `a named file that is no font is refused`() {
        let error = #expect(throws: OverlayError.self) { try TextFont(path: "/dev/null") }
        #expect(error?.description.contains("/dev/null") == true)
    }
}
