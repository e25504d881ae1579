import Events
import Foundation
import MediaTypes
import Testing

@Suite struct LogRecoveryTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let job = StartRecord(
        version: "0.1.0", source: Examples.start.source, model: Examples.start.model, vocabulary: "sha256:ab12",
        words: ["dog"], options: JSONObject([("stride", .integer(1)), ("emit", .string("center"))]))

    private static func second(_ index: Int, track: Int? = nil) -> EventRecord {
        var record = SnippetRecord(span: Examples.span(0, index, index + 1), state: .analysed)
        if let track {
            record.labels = [LabelRecord(label: "dog", score: 0.5, sounding: 0.5, track: track, mask: Examples.mask)]
        }
        return .snippet(record)
    }

    private static func begin(_ track: Int, at second: Int) -> EventRecord {
        .soundBegin(
            SoundBeginRecord(
                track: track, label: "dog", epoch: 0, start: MediaTime(seconds: second), score: 0.5, sounding: 0.5))
    }

    private static func end(_ track: Int, at second: Int) -> EventRecord {
        .soundEnd(
            SoundEndRecord(
                track: track, label: "dog", span: Examples.span(0, 0, second), reason: .silence, score: 0.5,
                sounding: 0.5))
    }

    /// Eight seconds: track 4 sounds in seconds 0 to 2, track 5 begins at second 6.
    private static let records: [EventRecord] =
        [.start(job), begin(4, at: 0)] + (0...2).map { second($0, track: 4) } + [
            second(3), end(4, at: 3), second(4), second(5),
        ]
        + [begin(5, at: 6), second(6, track: 5), second(7, track: 5)]

    private func file(_ records: [EventRecord], tail: String = "") throws -> String {
        let path = folder.path("a.jsonl")
        var log = try EventLog.create(path, sourceID: "yard", overwriting: true)
        for record in records { try log.append(record) }
        return try folder.write(try folder.text("a.jsonl") + tail, to: "a.jsonl")
    }

    private func append(_ records: ArraySlice<EventRecord>, to log: consuming EventLog) throws {
        for record in records { try log.append(record) }
    }

    @Test func `numbers, tracks, open sounds and the ledger come from the lines`() throws {
        let found = try LogRecovery.read(try file(Self.records))
        #expect(found.state.nextSeq == 13)
        #expect(found.state.nextTrack == 6)
        #expect(found.state.openSounds.map(\.begin.track) == [5])
        #expect(found.state.lastSnippet?.key == SnippetKey(epoch: 0, index: 7))
        #expect(found.state.recent.count == 5)
        #expect(found.state.ledger[.analysed] == MediaTime(seconds: 8))
        #expect(found.state.start == Self.job)
        #expect(found.state.stop == nil)
        #expect(found.tornBytes == 0)
    }

    @Test func `a torn line is counted, cut off and its number used again`() throws {
        let tail = #"{"schema":"earshot.events/1.0","type":"snip"#
        let found = try LogRecovery.read(try file(Self.records, tail: tail))
        #expect(found.tornBytes == tail.utf8.count)
        var log = try EventLog.resume(found, sourceID: "yard")
        #expect(try log.append(Self.second(8)).seq == 13)
        let again = try LogRecovery.read(found.path)
        #expect(again.tornBytes == 0)
        #expect(again.state.lastSnippet?.key.index == 8)
    }

    @Test func `a cut behind a second keeps all that was said of it and nothing later`() throws {
        let path = try file(Self.records, tail: "{")
        let cut = try LogRecovery.read(path, keep: .through(SnippetKey(epoch: 0, index: 2)))
        #expect(cut.removedLines == 7)
        #expect(cut.state.openSounds.map(\.begin.track) == [4])
        #expect(cut.state.nextTrack == 5)
        try append(Self.records.dropFirst(5), to: try EventLog.resume(cut, sourceID: "yard"))
        let whole = try folder.text("a.jsonl")
        #expect(try file(Self.records) == path)
        #expect(try folder.text("a.jsonl") == whole)
    }

    @Test func `a file that ends after any byte goes on to the same lines`() throws {
        let whole = Array(try folder.text(String(try file(Self.records).split(separator: "/").last ?? "")).utf8)
        let startEnd = try #require(whole.firstIndex(of: UInt8(ascii: "\n"))) + 1
        for end in stride(from: startEnd, through: whole.count, by: 7) {
            try folder.write(String(decoding: whole[..<end], as: UTF8.self), to: "a.jsonl")
            let found = try LogRecovery.read(folder.path("a.jsonl"))
            #expect(found.keptBytes + Int64(found.tornBytes) == end)
            try append(
                Self.records.dropFirst(found.state.nextSeq - 1), to: try EventLog.resume(found, sourceID: "yard"))
            #expect(try Array(folder.text("a.jsonl").utf8) == whole)
        }
    }

    @Test func `a second the file does not hold cannot be cut behind`() throws {
        let path = try file(Self.records)
        #expect(throws: EventError.notResumable(path: path, reasons: ["it does not hold the second to go on after"])) {
            try LogRecovery.read(path, keep: .through(SnippetKey(epoch: 1, index: 2)))
        }
    }

    @Test func `a file that changed since it was read is not cut`() throws {
        let path = try file(Self.records)
        let found = try LogRecovery.read(path)
        try folder.write(try folder.text("a.jsonl") + "more", to: "a.jsonl")
        #expect(throws: EventError.self) { _ = try EventLog.resume(found, sourceID: "yard") }
        #expect(try folder.text("a.jsonl").hasSuffix("more"))
    }

    @Test func `a continuation belongs to the job it continues`() throws {
        var continued = Self.job
        continued.resumedAfter = SnippetKey(epoch: 0, index: 7)
        let found = try LogRecovery.read(try file(Self.records + [.start(continued), Self.second(8)]))
        #expect(found.state.start == Self.job)
        #expect(found.state.ledger[.analysed] == MediaTime(seconds: 9))
    }

    @Test func `a finished file says so`() throws {
        let found = try LogRecovery.read(try file(Self.records + [.stop(Examples.stop)]))
        #expect(found.state.stop == Examples.stop)
    }

    @Test func `the same job may go on whatever the order of its options`() throws {
        let found = try LogRecovery.read(try file(Self.records))
        let same = StartRecord(
            version: "0.1.0", source: Examples.start.source, model: Examples.start.model, vocabulary: "sha256:ab12",
            words: ["dog"], options: JSONObject([("emit", .string("center")), ("stride", .integer(1))]))
        try found.requireSame(as: same)
    }

    @Test(arguments: [
        ("the source was holiday.mp4 and is now party.mp4", "name"),
        ("the content of the source holiday.mp4 was sha256:5eed and is now sha256:0ther", "digest"),
        ("the model was sandbox@sha256:cd34 and is now r50", "model"),
        ("the words were dog and are now dog, cat", "words"),
        ("the vocabulary was sha256:ab12 and is now sha256:ef56", "vocabulary"),
        ("the option stride was 1 and is now 2", "option"),
        ("the version of Earshot was 0.1.0 and is now 0.2.0", "version"),
    ])
    func `another job is refused and the difference named`(_ message: String, _ change: String) throws {
        let found = try LogRecovery.read(try file(Self.records))
        var other = Self.job
        switch change {
        case "name": other.source.name = "party.mp4"
        case "digest": other.source.digest = "sha256:0ther"
        case "model": other.model = "r50"
        case "words":
            other.words = ["dog", "cat"]
            other.vocabulary = "sha256:ef56"
        case "vocabulary": other.vocabulary = "sha256:ef56"
        case "version": other.version = "0.2.0"
        default:
            other = StartRecord(
                version: "0.1.0", source: other.source, model: other.model, vocabulary: other.vocabulary,
                words: other.words, options: JSONObject([("stride", .integer(2)), ("emit", .string("center"))]))
        }
        #expect(throws: EventError.notResumable(path: found.path, reasons: [message])) {
            try found.requireSame(as: other)
        }
    }

    @Test func `a file whose words were exchanged goes on with the later ones, and with no others`() throws {
        let later = VocabularyRecord(
            vocabulary: "sha256:ef56", model: Examples.start.model, words: [.init(word: "cat")], background: [])
        let found = try LogRecovery.read(try file(Self.records + [.vocabulary(later), Self.second(8)]))
        var other = Self.job
        (other.words, other.vocabulary) = (["cat"], "sha256:ef56")
        try found.requireSame(as: other)
        let message = "the words were cat and are now dog"
        #expect(throws: EventError.notResumable(path: found.path, reasons: [message])) {
            try found.requireSame(as: Self.job)
        }
    }

    @Test func `a file without a start line is no event file`() throws {
        let path = try folder.write("", to: "b.jsonl")
        #expect(throws: EventError.self) { try LogRecovery.read(path) }
    }
}
