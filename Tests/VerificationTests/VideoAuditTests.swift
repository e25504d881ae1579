import Events
import Foundation
import MediaTypes
import TestSupport
import Testing

@testable import Verification

@Suite struct VideoAuditTests {
    private let fixture: RecordingFixture

    init() throws { fixture = try RecordingFixture() }

    private func verify(_ events: String) throws -> Verification {
        try Verification(events: [events], video: fixture.video, source: fixture.source)
    }

    @Test func `a video that holds what its events say is consistent`() throws {
        let verification = try verify(try fixture.events())
        #expect(verification.findings == [])
        let file = try #require(verification.video?.files.first)
        #expect(file.pictureCount == 60)
        #expect(file.fragmentCount == 6)
        #expect(abs(file.soundSeconds - 6) < 0.001)
        #expect(file.tornBytes == 0)
        #expect(verification.source?.stretchCount == 6)
        #expect(VerificationReport(verification).text.hasSuffix("consistent, finished"))
    }

    @Test(arguments: 0..<6) func `a fragment that is missing is found`(_ index: Int) throws {
        let events = try fixture.events()
        try fixture.changeVideo { data, fragments in data.removeSubrange(fragments[index].range) }
        let findings = try verify(events).video?.findings ?? []
        #expect(findings.contains { $0.kind == .video && $0.line == index + 2 }, "\(findings)")
    }

    @Test(arguments: 0..<6) func `a fragment that stands twice is found`(_ index: Int) throws {
        let events = try fixture.events()
        try fixture.changeVideo { data, fragments in
            data.insert(contentsOf: data[fragments[index].range], at: fragments[index].range.upperBound)
        }
        let findings = try verify(events).video?.findings ?? []
        let expected = "clip.annotated.mp4: fragment \(index + 1) follows fragment \(index + 1)"
        #expect(findings.contains { $0.message == expected }, "\(findings)")
    }

    @Test(arguments: 0..<5) func `fragments in another order are found`(_ index: Int) throws {
        let events = try fixture.events()
        try fixture.changeVideo { data, fragments in
            let (first, second) = (data[fragments[index].range], data[fragments[index + 1].range])
            data.replaceSubrange(
                fragments[index].range.lowerBound..<fragments[index + 1].range.upperBound, with: second + first)
        }
        #expect(try !(verify(events).video?.findings.isEmpty ?? true))
    }

    @Test(arguments: 0..<6, ["picture", "sound"]) func `a fragment whose media is shifted is found`(
        _ index: Int, _ track: String
    ) throws {
        let events = try fixture.events()
        try fixture.changeVideo { data, fragments in
            try shift(&data, fragments[index], track: track == "picture" ? 1 : 2)
        }
        let findings = try verify(events).video?.findings ?? []
        #expect(!findings.isEmpty)
    }

    /// Adds a second to where a track's media of a fragment begins.
    private func shift(_ data: inout Data, _ fragment: FragmentScan.Fragment, track: UInt32) throws {
        let time = try #require(fragment.decodeTimes[track])
        let ticks: UInt64 = track == 1 ? try videoTicks(data) : 48_000
        let old = withUnsafeBytes(of: time.bigEndian) { Data($0) }
        let new = withUnsafeBytes(of: (time + ticks).bigEndian) { Data($0) }
        var from = fragment.range.lowerBound
        while let box = data.range(of: Data("tfdt".utf8), in: from..<fragment.range.upperBound) {
            from = box.upperBound
            let value = box.upperBound + 4..<box.upperBound + 12
            let number = try #require(
                data.range(of: Data("tfhd".utf8), options: .backwards, in: fragment.range.lowerBound..<box.lowerBound))
            guard data[number.upperBound + 7] == UInt8(track) else { continue }
            #expect(data[value] == old)
            data.replaceSubrange(value, with: new)
        }
    }

    private func videoTicks(_ data: Data) throws -> UInt64 {
        let header = try #require(data.range(of: Data("mdhd".utf8)))
        let ticks: UInt32 = try #require(data[header.upperBound...].integer(at: 12))
        return UInt64(ticks)
    }

    @Test func `an interrupted run is consistent though its video holds a fragment more and a torn one`() throws {
        let events = try fixture.events(through: 3, isFinished: false)
        try fixture.changeVideo { data, fragments in
            data = data.prefix(fragments[4].range.lowerBound + fragments[4].range.count / 2)
        }
        let verification = try verify(events)
        #expect(verification.findings == [])
        #expect(verification.video?.picturesBehindEvents == 10)
        #expect(verification.video?.files.first?.tornBytes ?? 0 > 0)
        #expect(VerificationReport(verification).text.hasSuffix("consistent, unfinished"))
    }

    @Test(arguments: [0, 4, 20, 500, 20_000]) func `a run interrupted before its first line is consistent`(_ bytes: Int)
        throws
    {
        let events = try fixture.events(through: 0, isFinished: false)
        try fixture.changeVideo { data, _ in data = data.prefix(bytes) }
        #expect(try Verification(events: [events], video: fixture.video).findings == [])
    }

    @Test func `a finished run whose video is cut short is not`() throws {
        let events = try fixture.events()
        try fixture.changeVideo { data, fragments in data = data.prefix(fragments[5].range.lowerBound + 40) }
        #expect(try verify(events).video?.findings.contains { $0.message.contains("no whole fragment") } ?? false)
    }

    @Test func `lines that tell of other pictures or other places are found`() throws {
        let changes: [(inout SnippetRecord) -> Void] = [
            { $0.video?.pictures = 9 },
            { $0.video?.firstPicturePTS = 3_100 },
            { $0.frame?.pts = 3_550 },
            { $0.audio?.missingSamples = 8_000 },
            { $0.video?.lostPictures = 1 },
        ]
        for change in changes {
            let events = try fixture.events { record, _ in if record.key.index == 3 { change(&record) } }
            let findings = try verify(events).findings
            #expect(!findings.isEmpty && findings.allSatisfy { $0.line == 5 }, "\(findings)")
        }
    }

    @Test func `a part that is missing is named, parts that chain are consistent`() throws {
        let events = try fixture.events { record, wall in
            if record.key.index >= 3 { wall.file = "clip.annotated.part2.mp4" }
        }
        let findings = try verify(events).video?.findings ?? []
        #expect(
            findings.contains { $0.line == 5 && $0.message == "clip.annotated.part2.mp4 is not among the files given" })
        let part2 = fixture.media.path("clip.annotated.part2.mp4")
        try FileManager.default.copyItem(atPath: fixture.video, toPath: part2)
        let both = fixture.media.path("clip.annotated*.mp4")
        #expect(try !VideoAudit(VideoFiles.paths(both), events: EventAudit(paths: [events])).findings.isEmpty)
        let whole = try Data(contentsOf: URL(fileURLWithPath: fixture.video))
        let fragments = try FragmentScan(path: fixture.video).fragments
        let header = whole[..<fragments[0].range.lowerBound]
        try whole[..<fragments[3].range.lowerBound].write(to: URL(fileURLWithPath: fixture.video))
        try (header + whole[fragments[3].range.lowerBound...]).write(to: URL(fileURLWithPath: part2))
        #expect(try VideoAudit(VideoFiles.paths(both), events: EventAudit(paths: [events])).findings == [])
        #expect(
            try VideoAudit(VideoFiles.paths(fixture.media.path("")), events: EventAudit(paths: [events])).findings
                .contains {
                    $0.message.contains("names clip.mp4")
                })
    }

    @Test func `a video that is not there or no video is unreadable`() throws {
        let events = try fixture.events()
        #expect(throws: VerificationError.self) {
            try Verification(events: [events], video: fixture.media.path("no*.mp4"))
        }
        #expect(throws: (any Error).self) { try Verification(events: [events], video: events) }
    }
}
