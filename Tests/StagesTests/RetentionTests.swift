import Events
import Foundation
import Recording
import TestSupport
import Testing

@testable import Stages

/// What is kept of finished files, and what is nobody's business.
@Suite struct RetentionTests {
    private let media: SyntheticMedia
    private static let now = Date(timeIntervalSince1970: 1_795_608_000)

    init() throws { media = try SyntheticMedia() }

    /// A file of a thousand bytes, last written so many hours ago.
    private func file(_ name: String, hours: Double) throws -> String {
        let path = media.path(name)
        try Data(count: 1_000).write(to: URL(filePath: path))
        try FileManager.default.setAttributes(
            [.modificationDate: Self.now.addingTimeInterval(-hours * 3_600)], ofItemAtPath: path)
        return path
    }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: media.path("")).sorted()
    }

    private func folder(_ rule: Retention) -> OutputFolder {
        OutputFolder(
            video: (RecordingName(media.path("yard-%Y%m%dT%H%M%SZ.mp4")), rule),
            events: (RotatedName(of: media.path("yard.jsonl")), rule))
    }

    private static let segments = (1...5).map { "yard-20261125T0\($0)0000Z.mp4" }
    private static let foreign = [
        "yard.mp4", "yard-20261125T010000Z.mp4.bak", "garden-20261125T010000Z.mp4", "yard-20261125T010000Z.part1.mp4",
        "yard-2026.mp4", "yard.jsonl", "yard.20261125T010000Z.txt", "holiday.20261125T010000Z.jsonl",
    ]

    @Test func `segments older than wanted go, and nothing that is not the recording's`() throws {
        for (index, name) in Self.segments.enumerated() { _ = try file(name, hours: Double(9 - index)) }
        for name in Self.foreign { _ = try file(name, hours: 1_000) }
        _ = try file("yard-20261125T010000Z.part2.mp4", hours: 8.5)
        #expect(folder(Retention(seconds: 7 * 3_600)).tidyVideo(writing: "", now: Self.now) == [])
        #expect(try names() == (Self.foreign + Self.segments.dropFirst(2)).sorted())
    }

    @Test func `the oldest segments go while all are more than wanted, the one being written never`() throws {
        let paths = try Self.segments.enumerated().map { try file($1, hours: Double(9 - $0)) }
        for name in Self.foreign { _ = try file(name, hours: 1_000) }
        #expect(folder(Retention(bytes: 2_500)).tidyVideo(writing: paths[4], now: Self.now) == [])
        #expect(try names() == (Self.foreign + Self.segments.dropFirst(3)).sorted())
        #expect(folder(Retention(bytes: 1)).tidyVideo(writing: paths[4], now: Self.now) == [])
        #expect(try names() == (Self.foreign + Self.segments.dropFirst(4)).sorted())
    }

    @Test func `rotated files go by age and bytes, the file being written and others stay`() throws {
        let rotated = (1...4).map { "yard.20261125T0\($0)0000Z.jsonl" }
        for (index, name) in rotated.enumerated() { _ = try file(name, hours: Double(9 - index)) }
        for name in Self.foreign { _ = try file(name, hours: 1_000) }
        #expect(folder(Retention(seconds: Int(8.5 * 3_600))).tidyEvents(now: Self.now) == [])
        #expect(try names() == (Self.foreign + rotated.dropFirst()).sorted())
        #expect(folder(Retention(bytes: 3_000)).tidyEvents(now: Self.now) == [])
        #expect(try names() == (Self.foreign + rotated.dropFirst(2)).sorted())
    }

    @Test func `at a start both outputs are looked through, be there a file of events or not`() throws {
        for name in [Self.segments[0], "yard.20261125T010000Z.jsonl"] { _ = try file(name, hours: 9) }
        for name in [Self.segments[1], "yard.20261125T020000Z.jsonl"] { _ = try file(name, hours: 1) }
        #expect(folder(Retention(seconds: 2 * 3_600)).tidy(now: Self.now) == [])
        #expect(try names() == [Self.segments[1], "yard.20261125T020000Z.jsonl"])
    }

    @Test func `a segment another process writes stays`() throws {
        let path = try file(Self.segments[0], hours: 100)
        _ = try file(Self.segments[1], hours: 90)
        let holder = open(path, O_RDONLY)
        defer { close(holder) }
        #expect(flock(holder, LOCK_EX | LOCK_NB) == 0)
        #expect(folder(Retention(seconds: 3_600)).tidyVideo(writing: "", now: Self.now) == [])
        #expect(try names() == [Self.segments[0]])
    }

    @Test func `what cannot be removed is said, and the run goes on`() throws {
        let rule = Retention(seconds: 1)
        let gone = Retention.File(path: media.path("gone.mp4"), byteCount: 1, written: .distantPast)
        let complaints = rule.apply(to: [gone], beside: 0, now: Self.now)
        #expect(complaints.count == 1 && complaints[0].contains("gone.mp4"))
    }
}
