import Events
import Foundation
import MediaTypes
import Testing

@Suite struct EventLineTests {
    private static func parse(_ text: String) throws -> EventLine { try EventLine(parsing: Array(text.utf8)[...]) }

    /// The committed lines are the format's contract: a change here breaks readers.
    @Test func `every type of record is written as the committed line`() throws {
        let url = try #require(
            Bundle.module.url(forResource: "examples", withExtension: "jsonl", subdirectory: "Fixtures"))
        let committed = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(committed == Examples.lines.map(\.text))
    }

    @Test(arguments: Examples.lines) func `a line reads back as what was written`(_ line: EventLine) throws {
        let read = try EventLine(parsing: line.bytes.dropLast())
        #expect(read.text == line.text)
        #expect(line.bytes.last == UInt8(ascii: "\n"))
        #expect(!line.bytes.dropLast().contains(UInt8(ascii: "\n")))
    }

    @Test(arguments: Examples.lines) func `fields of a later version are passed over`(_ line: EventLine) throws {
        let text = line.text.replacing("{", with: #"{"added_later":[{"deep":null}],"#)
            .replacing(EventLine.schema, with: "earshot.events/1.7")
        let read = try Self.parse(text)
        #expect(read.seq == line.seq)
        #expect(read.record.typeName == line.record.typeName)
    }

    @Test func `a type of a later version is kept as it stands`() throws {
        let line = try Self.parse(
            #"{"schema":"earshot.events/1.4","type":"weather","source_id":"yard","seq":9,"rain":true,"wall":{}}"#)
        #expect(line.record == .other(type: "weather", fields: JSONObject([("rain", .bool(true))])))
    }

    @Test func `another major version is refused`() {
        #expect(
            throws: EventError.field(
                path: "schema", problem: "is \"earshot.events/2.0\"; this version reads earshot.events/1.x")
        ) {
            try Self.parse(#"{"schema":"earshot.events/2.0","type":"stop","source_id":"yard","seq":9}"#)
        }
    }

    @Test func `an error names the field's path`() {
        let text = Examples.lines[1].text.replacing(#""track":17"#, with: #""track":"17""#)
        #expect(throws: EventError.field(path: "labels[0].track", problem: "is a string, not an integer of 64 bits")) {
            try Self.parse(text)
        }
    }

    @Test func `digital silence is written as null and read as minus infinity`() throws {
        var snippet = Examples.shortest
        snippet.audio = SnippetAudio(levelDBFS: -.infinity, peakDBFS: -.infinity)
        let line = EventLine(sourceID: "yard", seq: 1, record: .snippet(snippet))
        #expect(line.text.contains(#""audio":{"level_dbfs":null,"peak_dbfs":null}"#))
        guard case .snippet(let read) = try Self.parse(line.text).record else { throw EventError.exists(path: "") }
        #expect(read.audio?.levelDBFS == -.infinity)
    }

    @Test func `words of any script and control characters survive`() throws {
        let word = "\u{1F415}\u{0} \"Hund\" \\ \n\t\u{7F} 犬 é"
        let record = SourceStatusRecord(status: word)
        let line = EventLine(sourceID: word, seq: 1, record: .sourceStatus(record))
        let read = try Self.parse(line.text)
        #expect(read.sourceID == word)
        #expect(read.record == .sourceStatus(record))
    }
}

extension EventLine: CustomTestStringConvertible {
    /// Short: a whole line would drown the test's name.
    public var testDescription: String { "\(record.typeName) \(seq)" }
}
