import Events
import Foundation
import Recording
import TestSupport
import Testing
import Verification

@testable import Stages

/// Segments and rotated events of one run, as `earshot verify` reads them.
@Suite struct OutputFilesTests {
    private let media: SyntheticMedia
    private let clip: OutputRun.Clip

    init() throws {
        media = try SyntheticMedia()
        let path = try media.make(
            "clip.mkv", "-f lavfi -i testsrc2=size=64x48:rate=10:duration=14 -f lavfi -i sine=duration=14",
            "-c:v mpeg4 -q:v 5 -c:a aac")
        clip = try OutputRun.Clip(path)
    }

    private var pattern: String { media.path("yard-%Y%m%dT%H%M%SZ.mp4") }
    private var glob: String { media.path("yard-*.mp4") }

    private func run() throws -> (events: [String], video: [String]) {
        var run = try OutputRun(
            clip, events: media.path("yard.jsonl"), video: pattern, segment: 4, rotation: RotationRule(bytes: 2_000))
        try run.watch(14)
        try run.stop()
        let rotated = try RotatedName(of: media.path("yard.jsonl")).files().map(\.path)
        return (rotated + [media.path("yard.jsonl")], try RecordingName(pattern).files().map(\.path))
    }

    private func findings(_ events: [String]) throws -> [String] {
        try Verification(events: events, video: glob).findings.map(\.message)
    }

    @Test func `every second is in the segment its line names, where it says`() throws {
        let written = try run()
        #expect(written.events.count > 2 && written.video.count == 4)
        let verification = try Verification(events: written.events, video: glob)
        #expect(verification.findings == [])
        #expect(verification.video?.files.map(\.pictureCount) == [40, 40, 40, 20])
        #expect(verification.events.isFinished)
    }

    @Test func `a segment that is lost, doubled or exchanged for another is found`() throws {
        let written = try run()
        let aside = media.path("aside")
        try FileManager.default.moveItem(atPath: written.video[1], toPath: aside)
        #expect(try findings(written.events).contains { $0.contains("is not among the files given") })
        try FileManager.default.copyItem(atPath: written.video[0], toPath: written.video[1])
        #expect(try findings(written.events).isEmpty, "segments of one length and one picture rate are alike")
        try FileManager.default.removeItem(atPath: written.video[1])
        try FileManager.default.copyItem(atPath: written.video[3], toPath: written.video[1])
        #expect(try !findings(written.events).isEmpty)
        try FileManager.default.removeItem(atPath: written.video[1])
        try FileManager.default.moveItem(atPath: aside, toPath: written.video[1])
        #expect(try findings(written.events).isEmpty)
        try FileManager.default.copyItem(atPath: written.video[0], toPath: media.path("yard-20261125T130000Z.mp4"))
        #expect(try findings(written.events).contains { $0.contains("no line of the events names") })
    }
}
