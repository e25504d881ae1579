import Events
import Foundation
import MediaTypes
import TestSupport
import Testing

@testable import Verification

@Suite struct SourceAuditTests {
    private let fixture: RecordingFixture

    init() throws { fixture = try RecordingFixture() }

    @Test func `a source that ends sooner or later than the events is found`() throws {
        let events = try fixture.events()
        let short = try fixture.media.make("short.mp4", "-i", fixture.source, "-c copy -t 3.9")
        let long = try fixture.media.make("long.mp4", "-stream_loop 1 -i", fixture.source, "-c copy")
        let findings = try Verification(events: [events], source: short).findings
        #expect(findings.contains { $0.message.contains("2 lines have nothing behind them") }, "\(findings)")
        #expect(try Verification(events: [events], source: long).findings.count == 6)
    }

    @Test func `an interrupted run need not reach the source's end`() throws {
        let events = try fixture.events(through: 4, isFinished: false)
        #expect(try Verification(events: [events], video: fixture.video, source: fixture.source).findings == [])
    }

    @Test(arguments: [
        ("-itsoffset 0.3", "the video's sound begins at 0.3"), ("-itsoffset 0.02", "the video's sound is 0.02"),
        ("-ss 0.5", "the video's sound ends at"),
    ])
    func `sound that moved against the picture is found`(_ option: String, _ message: String) throws {
        let moved = try fixture.media.make(
            "moved.mp4", "-i", fixture.source, option, "-i", fixture.source,
            "-map 0:v -map 1:a -c copy -movflags frag_keyframe+delay_moov+default_base_moof")
        let events = try fixture.events { _, wall in wall.file = "moved.mp4" }
        let findings = try Verification(events: [events], video: moved, source: fixture.source).source?.findings ?? []
        #expect(findings.contains { $0.message.hasPrefix(message) }, "\(findings)")
    }

    @Test func `a source of another size is found`() throws {
        let events = try fixture.events()
        let text = try String(contentsOfFile: events, encoding: .utf8).replacing("\"bytes\":null", with: "\"bytes\":12")
        try Data(text.utf8).write(to: URL(fileURLWithPath: events))
        #expect(
            try Verification(events: [events], source: fixture.source).findings.contains {
                $0.message.hasSuffix("the source watched had 12")
            })
    }

    @Test func `a live source cannot be read again`() throws {
        let events = try fixture.events()
        let text = try String(contentsOfFile: events, encoding: .utf8).replacing(
            "\"kind\":\"file\"", with: "\"kind\":\"live\"")
        try Data(text.utf8).write(to: URL(fileURLWithPath: events))
        #expect(throws: VerificationError.self) { try Verification(events: [events], source: fixture.source) }
    }

    @Test func `the report is one JSON object that says the same`() throws {
        let events = try fixture.events { record, _ in if record.key.index == 3 { record.video?.pictures = 9 } }
        let report = VerificationReport(try Verification(events: [events], video: fixture.video)).json
        #expect(report["consistent"] == .bool(false))
        #expect(report["finished"] == .bool(true))
        let message = "clip.annotated.mp4: the second at 3.0 s has 10 pictures, its line says 9"
        let finding = JSONObject([("kind", .string("video")), ("line", .integer(5)), ("message", .string(message))])
        #expect(report["findings"] == .array([.object(finding)]))
    }
}
