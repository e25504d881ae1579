import Events
import Foundation
import MediaTypes
import TestSupport
import Testing

@testable import Verification

@Suite struct EventAuditTests {
    private static let job = JobFixture()
    private let folder: SyntheticMedia

    init() throws { folder = try SyntheticMedia() }

    private func audit(_ lines: [String], tail: String = "") throws -> EventAudit {
        let path = folder.path("events.jsonl")
        try Data((lines.map { $0 + "\n" }.joined() + tail).utf8).write(to: URL(fileURLWithPath: path))
        return try EventAudit(paths: [path])
    }

    private func messages(_ lines: [String]) throws -> [String] { try audit(lines).findings.map(\.message) }

    @Test func `a file that tells its job whole is consistent and finished`() throws {
        let audit = try audit(Self.job.lines)
        #expect(audit.findings == [])
        #expect(audit.isFinished)
        #expect(audit.ledger.total == MediaTime(11_480, .milliseconds))
        #expect(audit.soundCount == 3)
    }

    @Test(arguments: 1..<JobFixture().lines.count) func `cut off after any line it is consistent and unfinished`(
        _ count: Int
    ) throws {
        let audit = try audit(Array(Self.job.lines[..<count]), tail: #"{"schema":"earshot"#)
        #expect(audit.findings == [])
        #expect(!audit.isFinished)
        #expect(audit.tornBytes == 18)
    }

    @Test(arguments: 0..<JobFixture().lines.count - 1) func `a line that is missing is found`(_ index: Int) throws {
        var lines = Self.job.lines
        lines.remove(at: index)
        #expect(try !messages(lines).isEmpty)
    }

    @Test(arguments: JobFixture().lines.indices) func `a line that stands twice is found`(_ index: Int) throws {
        var lines = Self.job.lines
        lines.insert(lines[index], at: index)
        #expect(try !messages(lines).isEmpty)
    }

    @Test(arguments: 0..<JobFixture().lines.count - 1) func `a line that was moved is found`(_ index: Int) throws {
        var lines = Self.job.lines
        lines.swapAt(index, index + 1)
        #expect(try !messages(lines).isEmpty)
    }

    /// Whoever renumbers the lines still cannot hide a second.
    @Test(arguments: JobFixture().records.indices.filter { JobFixture().records[$0].ledgerSpan != nil })
    func `a second that is missing, doubled or shifted is found though the numbers are whole`(_ index: Int) throws {
        var missing = Self.job.records
        missing.remove(at: index)
        #expect(try !messages(JobFixture.lines(missing)).isEmpty)
        var doubled = Self.job.records
        doubled.insert(doubled[index], at: index)
        #expect(try !messages(JobFixture.lines(doubled)).isEmpty)
        var lines = Self.job.lines
        lines[index] = lines[index].replacing(/"start_s":(\d+)/) { "\"start_s\":\((Int($0.output.1) ?? 0) + 1)" }
            .replacing(/"end_s":(\d+)/) { "\"end_s\":\((Int($0.output.1) ?? 0) + 1)" }
        #expect(try !messages(lines).isEmpty)
    }

    @Test(arguments: [
        ("\"seq\":5", "\"seq\":6", "seq 6 follows 4: 1 lines are missing before it"),
        (
            "\"source_id\":\"yard\",\"seq\":5", "\"source_id\":\"barn\",\"seq\":5",
            "the source is barn, before it was yard"
        ),
        ("\"area_px\":4", "\"area_px\":5", "label dog: area_px is 5, its mask has 4"),
        (
            "\"box_xyxy_px\":[1,0,3,2]", "\"box_xyxy_px\":[0,0,3,2]",
            "label dog: box_xyxy_px [0, 0, 3, 2] is not the mask's [1, 0, 3, 2]"
        ),
        ("\"w\":4", "\"w\":8", "label dog: its mask is 4x3, the picture 8x3"),
        (
            "\"label\":\"dog\",\"score\":0.8,\"sounding\":0.9,\"track\"",
            "\"label\":\"cow\",\"score\":0.8,\"sounding\":0.9,\"track\"", "label cow is not among the words"
        ),
        (
            "\"vocabulary\":\"sha256:ab12\"", "\"vocabulary\":\"sha256:0000\"",
            "the vocabulary is sha256:0000, the last line that sets it says sha256:ab12"
        ),
        (
            "\"model\":\"sandbox@sha256:cd34\"", "\"model\":\"r50\"",
            "the model is r50, the last line that sets it says sandbox@sha256:cd34"
        ),
        ("\"state\":\"analysed\"", "\"state\":\"silent\"", "a second that is silent has labels"),
        ("\"state\":\"analysed\"", "\"state\":\"dropped\"", "epoch 0, 1.0 s is dropped, yet says no reason"),
        (
            "\"time\":\"2023-11-14T22:13:21.000Z\"", "\"time\":\"2023-11-14T22:13:21.900Z\"",
            "the world's time is off by 0.9 s against the epoch's first line"
        ),
        ("\"video\":{\"pts\":1000", "\"video\":{\"pts\":1040", "video.pts is off by 0.04 s against the line before"),
        ("\"from\":0,\"to\":1", "\"from\":3,\"to\":7", "epoch 0, 1.0 s lies outside its window 3…7"),
    ])
    func `a line that contradicts the others is found`(_ old: String, _ new: String, _ message: String) throws {
        var lines = Self.job.lines
        let index = try #require(lines.indices.dropFirst(4).first { lines[$0].contains(old) })
        lines[index] = lines[index].replacing(old, with: new, maxReplacements: 1)
        let audit = try audit(lines)
        #expect(audit.findings.contains { $0.message == message && $0.line == index + 1 }, "\(audit.findings)")
    }

    @Test(arguments: [(10_480, true), (9_480, true), (10_520, false), (9_400, false)])
    func `over a first second that could not be written the video's clock may have gone on, and no further`(
        pts: Int, isRight: Bool
    ) throws {
        let records = Self.job.records.map { record -> EventRecord in
            guard case .snippet(var second) = record, second.key.epoch == 1 else { return record }
            second.video = second.key.index == 0 ? nil : VideoPosition(pts: Int64(pts), timeBase: .milliseconds)
            return .snippet(second)
        }
        let audit = try audit(JobFixture.lines(records))
        #expect(audit.findings.isEmpty == isRight, "\(audit.findings)")
    }

    @Test func `sounds that do not pair are found`() throws {
        func without(_ type: String, track: Int) throws -> [String] {
            let records = Self.job.records.filter { record in
                switch record {
                case .soundBegin(let begin): !(type == "begin" && begin.track == track)
                case .soundEnd(let end): !(type == "end" && end.track == track)
                default: true
                }
            }
            return try messages(JobFixture.lines(records))
        }
        #expect(try without("begin", track: 1).first == "track 1 did not begin")
        #expect(try without("end", track: 1).first == "track 1 did not end before a gap")
        #expect(try without("end", track: 3) == ["track 3 (car) has no end at the stop"])
    }

    @Test func `a label that misses its word's own threshold is found, and a word that stands twice`() throws {
        func messages(_ words: [VocabularyRecord.Word], background: [String] = ["cat"]) throws -> [String] {
            let records = Self.job.records.enumerated().map { index, record -> EventRecord in
                guard index == 1, case .vocabulary(var vocabulary) = record else { return record }
                vocabulary.words = words
                vocabulary.background = background
                return .vocabulary(vocabulary)
            }
            return try self.messages(JobFixture.lines(records))
        }
        #expect(try messages([.init(word: "dog", threshold: 0.8), .init(word: "car", threshold: 0.800_04)]) == [])
        #expect(
            try messages([.init(word: "dog", threshold: 0.81), .init(word: "car")])
                == Array(repeating: "label dog has the score 0.8, its word's threshold is 0.81", count: 2))
        #expect(
            try messages([.init(word: "dog"), .init(word: "car"), .init(word: "dog")], background: ["cat", "car"]) == [
                "the word dog stands twice", "the word car stands twice",
            ])
    }

    @Test func `a sum that is not that of the lines is found`() throws {
        var lines = Self.job.lines
        lines[lines.count - 1] = lines[lines.count - 1].replacing("\"silent_s\":1.0", with: "\"silent_s\":2.0")
        #expect(try messages(lines) == ["it counts 2.0 s silent, the lines 1.0 s"])
    }

    @Test func `a run that goes on where it was cut is consistent, elsewhere or as another job it is not`() throws {
        func resumed(_ change: (inout StartRecord) -> Void) throws -> [String] {
            var again = JobFixture.start
            again.resumedAfter = SnippetKey(epoch: 0, index: 2)
            change(&again)
            var records = Self.job.records
            records.insert(.start(again), at: 6)
            return try messages(JobFixture.lines(records))
        }
        #expect(try resumed { _ in } == [])
        #expect(try resumed { $0.resumedAfter = SnippetKey(epoch: 0, index: 1) }.count == 1)
        let others = try resumed { ($0.words, $0.vocabulary) = (["cat"], "sha256:ca7") }
        #expect(others.contains("the run continues another job: the words were dog, car and are now cat"))
    }

    @Test func `a line that is no event is found, a file whose first line is none is unreadable`() throws {
        var lines = Self.job.lines
        lines[3] = "{\"schema\":"
        let audit = try audit(lines)
        #expect(audit.findings.first?.kind == .schema)
        #expect(audit.findings.first?.line == 4)
        lines[0] = "PK\u{3}\u{4}"
        #expect(throws: EventError.self) { try self.audit(lines) }
        #expect(throws: EventError.self) { try EventAudit(paths: [folder.path("missing")]) }
    }

    /// Whatever happens to the bytes of a file, the audit ends.
    @Test(arguments: [UInt64](1...60)) func `mutated files never crash the audit`(_ seed: UInt64) throws {
        var random = SplitMixGenerator(seed: seed)
        var lines = Self.job.lines
        for _ in 0..<8 {
            let index = Int.random(in: 1..<lines.count, using: &random)
            var bytes = Array(lines[index].utf8)
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[place] = UInt8(ascii: "0") + UInt8.random(in: 0...9, using: &random)
            case 1: bytes.insert(contentsOf: Array("99999999".utf8), at: place)
            case 2: bytes.remove(at: place)
            default: bytes.swapAt(place, bytes.count - 1 - place)
            }
            lines[index] = String(decoding: bytes, as: UTF8.self)
        }
        #expect(try audit(lines).lineCount == lines.count)
    }
}

/// The same numbers for the same seed on every machine.
private struct SplitMixGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
