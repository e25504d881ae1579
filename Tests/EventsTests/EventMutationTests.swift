import Events
import MediaTypes
import Testing

/// The reader meets files that anything may have happened to: whatever the bytes, it answers with a line or an error.
@Suite struct EventMutationTests {
    private static let dictionary = [
        "{", "}", "[", "]", "\"", "\\", "\\u", "\\uD800", ",", ":", "-", "1e999", "9223372036854775808",
        "-9223372036854775808",
        "null", "true", "0.", "\u{0}", "\u{FEFF}", "é", "counts", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "time_base",
        "PPPPPPPP",
    ].map { Array($0.utf8) }

    private static func mutated(_ bytes: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            let end = min(bytes.count, place + Int.random(in: 0...12, using: &random))
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes.removeSubrange(place..<end)
            case 1: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 2: bytes.replaceSubrange(place..<end, with: dictionary.randomElement(using: &random) ?? [])
            case 3: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
            case 4 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 5 where place < bytes.count: bytes[place] = UInt8(ascii: "0") + UInt8.random(in: 0...9, using: &random)
            default: bytes.removeLast(min(bytes.count, 3))
            }
        }
        return bytes
    }

    @Test(arguments: Examples.lines) func `mutated lines never crash, and what is read can be written and read again`(
        _ line: EventLine
    ) throws {
        var random = SeededGenerator(seed: UInt64(line.seq))
        var read = 0
        for _ in 0..<400 {
            let bytes = Self.mutated(line.bytes.dropLast(), using: &random)
            guard let parsed = try? EventLine(parsing: bytes[...]) else { continue }  // refused, as it may be
            read += 1
            let again = try EventLine(parsing: parsed.bytes.dropLast())
            #expect(again.text == parsed.text)
            exercise(parsed.record)
        }
        #expect(read > 0)
    }

    /// Uses what a record computes from its fields.
    private func exercise(_ record: EventRecord) {
        guard case .snippet(let snippet) = record else { return }
        for label in snippet.labels { #expect(label.mask.area >= 0) }
        #expect(snippet.key.epoch == snippet.span.epoch)
    }

    @Test(arguments: [UInt64](1...200)) func `random bytes are refused`(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let bytes = (0..<300).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(throws: EventError.self) { try EventLine(parsing: bytes[...]) }
    }

    @Test func `nesting is bounded`() {
        let text = String(repeating: #"{"a":"#, count: 100_000)
        #expect(throws: EventError.self) { try EventLine(parsing: Array(text.utf8)[...]) }
    }
}
