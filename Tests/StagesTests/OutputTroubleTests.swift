import Events
import Foundation
import MediaTypes
import Recording
import TestSupport
import Testing
import Verification

@testable import Stages

/// A live source is watched on while its outputs cannot be written, and they go on by themselves.
@Suite(
    .enabled(if: SmallDisk.isAvailable, "not run: this process may not mount the small disks it needs"), .serialized)
struct OutputTroubleTests {
    private let media: SyntheticMedia
    private let clip: OutputRun.Clip

    init() throws {
        media = try SyntheticMedia()
        let path = try media.make(
            "clip.mkv", "-f lavfi -i testsrc2=size=160x120:rate=10:duration=24 -f lavfi -i sine=duration=24",
            "-c:v mpeg4 -q:v 5 -c:a aac")
        clip = try OutputRun.Clip(path)
    }

    private func statuses(_ path: String) throws -> [OutputStatusRecord] {
        var reader = try EventReader(path: path)
        var found: [OutputStatusRecord] = []
        while let line = try reader.next() {
            if case .outputStatus(let status) = line.record { found.append(status) }
        }
        return found
    }

    @Test func `a full disk costs the seconds it is full and nothing that was written, in video and events`() throws {
        let disk = try SmallDisk(kibibytes: 4_096)
        let events = disk.file("yard.jsonl"), video = disk.file("yard.mp4")
        var run = try OutputRun(clip, events: events, video: video)
        try run.watch(6)
        try disk.fill()
        try run.watch(5)
        let whileFull = try Verification(events: [events], video: disk.file("*.mp4"))
        #expect(whileFull.findings == [])
        try disk.makeRoom()
        try run.watch(13)
        try run.stop()
        let verification = try Verification(events: [events], video: disk.file("*.mp4"))
        #expect(verification.findings == [])
        #expect(verification.events.isFinished)
        #expect(verification.events.ledger.total.seconds == 24)
        #expect(verification.video?.files.count == 2)
        let told = try statuses(events)
        #expect(told.contains { $0.output == .video && $0.status == .failing })
        let restored = try #require(told.first { $0.output == .video && $0.status == .restored })
        #expect(restored.message?.contains("No space left on device") == true)
        let lost = try #require(restored.lost).seconds
        #expect((4...8).contains(lost))
        let pictures = verification.video?.files.reduce(0) { $0 + $1.pictureCount }
        #expect(pictures == 240 - Int(lost) * 10)
    }

    @Test func `lines wait for a full disk and follow in their order`() throws {
        let disk = try SmallDisk(kibibytes: 256)
        let events = disk.file("yard.jsonl")
        var run = try OutputRun(clip, events: events, video: media.path("apart.mp4"))
        try run.watch(3)
        try disk.fill()
        try run.watch(12)
        try disk.makeRoom()
        try run.watch(9)
        try run.stop()
        let verification = try Verification(events: [events], video: media.path("apart.mp4"))
        #expect(verification.findings == [])
        #expect(verification.events.ledger.total.seconds == 24)
        #expect(verification.video?.files.first?.pictureCount == 240)
        let waited = try #require(try statuses(events).first { $0.output == .events })
        #expect(waited.status == .restored && waited.message?.contains("lines have waited") == true)
    }

    @Test func `a file system that turns read-only and back is written on, over segments and rotated files`() throws {
        let disk = try SmallDisk(kibibytes: 8_192)
        let events = disk.file("yard.jsonl"), video = disk.file("yard-%Y%m%dT%H%M%SZ.mp4")
        var run = try OutputRun(clip, events: events, video: video, segment: 4)
        try run.watch(7)
        // Files open for writing keep a mount from turning read-only; a full disk stands in for it where that is so.
        let isReadOnly = disk.setReadOnly(true)
        if !isReadOnly { try disk.fill() }
        try run.watch(4)
        if isReadOnly { #expect(disk.setReadOnly(false)) } else { try disk.makeRoom() }
        try run.watch(13)
        try run.stop()
        let verification = try Verification(events: [events], video: disk.path)
        #expect(verification.findings == [])
        #expect(verification.events.ledger.total.seconds == 24)
    }

    @Test func `without leave to outlive it trouble ends the run and is named`() throws {
        let disk = try SmallDisk(kibibytes: 256)
        var run = try OutputRun(
            clip, events: media.path("a.jsonl"), video: disk.file("yard.mp4"), outlivesTrouble: false)
        try disk.fill()
        do {
            try run.watch(8)
            Issue.record("a run over a file goes on though its video cannot be written")
        } catch {
            #expect("\(error)".contains("No space left on device") && "\(error)".contains("yard.mp4"))
        }
    }

    @Test func `over its bound a backlog keeps every second and gives up what was found in the oldest`() throws {
        var backlog = EventBacklog(capacity: 40_000)
        var shortened: [SnippetRecord] = []
        for index in 0..<60 {
            var record = SnippetRecord(
                span: MediaSpan(epoch: 0, start: .init(seconds: index), end: .init(seconds: index + 1)),
                state: .analysed)
            record.below = (0..<40).map { WordScore(word: "word \($0)", score: 0.5) }
            shortened += backlog.append(.snippet(record), wall: WallFields(), cause: "full") ?? []
        }
        #expect(backlog.lines.count == 60)
        #expect(!shortened.isEmpty && shortened.map(\.key.index) == Array(0..<shortened.count))
        for (index, line) in backlog.lines.enumerated() {
            guard case .snippet(let record) = line.record else { continue }
            #expect((record.state == .dropped) == (index < shortened.count))
            #expect(record.state == .analysed || (record.reason == "backlog" && record.below.isEmpty))
        }
        while backlog.append(.snippet(shortened[0]), wall: WallFields(), cause: "full") != nil {}
        #expect(backlog.lines.count >= 60)
    }
}
