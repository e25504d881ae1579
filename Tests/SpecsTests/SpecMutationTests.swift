import Testing

@testable import Specs

/// Damages a valid spec in random ways: reading must end, and either succeed or tell places inside the text.
struct SpecMutationTests {
    private static let seed = SpecReference.template(
        "A spec.",
        settings: [
            "source.url": "rtsp://${USER}@camera", "source.start_time": "2026-11-22T20:30:00Z",
            "model.words": "[dog, \"emergency car\"]", "model.stride": "2", "outputs.video.path": "out.mp4",
            "rings.recording.items": "40", "threads.network": "2",
        ])
    private static let pieces = [
        "{", "}", "[", "]", ":", ": ", "- ", "? ", "&a ", "*a ", "!!int ", "'", "\"", "|\n", ">\n", "#", "\n", "\t",
        "  ",
        "${", "$", "---\n", "...\n", "%YAML 9\n", "<<: ", "\u{0}", "\u{FEFF}", "é", "\u{1F436}", "~", "null", "-1",
        "1e999",
        "99999999999999999999", "@", "`", ",", "0x10", "\\", "\r\n", "\u{2028}",
    ]

    @Test(arguments: 1...40 as ClosedRange<UInt64>) func `a damaged spec never crashes the reader`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let text = Self.mutated(&generator)
            let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.count + 1
            do {
                _ = try read(text, environment: ["USER": "ann"])
            } catch {
                #expect(!error.problems.isEmpty)
                #expect(error.problems.allSatisfy { (1...lines).contains($0.line) && $0.column >= 1 })
                #expect(error.problems.allSatisfy { !$0.message.isEmpty })
            }
        }
    }

    @Test(arguments: ["[", "{a: ", "- ", "? ", "&a [", "!t "]) func `deep nesting is refused, not followed`(
        piece: String
    ) {
        #expect(!problems(of: String(repeating: piece, count: 100_000)).isEmpty)
    }

    @Test func `aliases are refused before they can multiply`() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...30 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        #expect(problems(of: text + "? *a30\n: b") == ["2:10: specs take no aliases; write the value again"])
    }

    @Test(arguments: ["model: {words: [\"R&B\", \"*a\"]}", "model: {words: [rock&roll, \"a*b\", \"& c\"]}"])
    func `ampersands and stars in words are no aliases`(text: String) {
        #expect(problems(of: text + "\nsource: {url: a}").isEmpty)
    }

    private static func mutated(_ generator: inout SeededGenerator) -> String {
        var scalars = Array(Self.seed.unicodeScalars)
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            let place = Int.random(in: 0..<scalars.count, using: &generator)
            let length = min(Int.random(in: 0...30, using: &generator), scalars.count - place)
            let piece = Self.pieces.randomElement(using: &generator) ?? ""
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: scalars.replaceSubrange(place..<place + length, with: piece.unicodeScalars)
            case 1: scalars.insert(contentsOf: piece.unicodeScalars, at: place)
            case 2: scalars.insert(contentsOf: scalars[place..<place + length], at: place)
            default: scalars[place] = Unicode.Scalar(UInt8.random(in: 1...126, using: &generator))
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
