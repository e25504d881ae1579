import Events
import Foundation
import MediaTypes
import TestSupport
import Testing

@testable import Verification

/// Events that were rotated are checked as one.
@Suite struct ManyFilesTests {
    private let media: SyntheticMedia
    private static let noon: Int64 = 1_795_608_000_000

    init() throws { media = try SyntheticMedia() }

    /// The job of the fixture, in a file for every third line or so.
    private func rotated() throws -> [String] {
        var log = try RotatingLog(media.path("yard.jsonl"), sourceID: "yard", rule: RotationRule(seconds: 3))
        for (index, record) in JobFixture().records.enumerated() {
            try log.append(
                record, wall: WallFields(written: WallClock(milliseconds: Self.noon + Int64(index) * 1_000)))
        }
        return try RotatedName(of: media.path("yard.jsonl")).files().map(\.path) + [media.path("yard.jsonl")]
    }

    private func audit(_ paths: [String]) throws -> EventAudit {
        try EventAudit(paths: EventFiles.paths(paths))
    }

    @Test func `rotated files are consistent together, in any order, as a folder, and each alone`() throws {
        let paths = try rotated()
        #expect(paths.count > 3)
        for given in [paths, paths.reversed(), [media.path("")]] {
            let whole = try audit(given)
            #expect(whole.findings == [])
            #expect(
                whole.files.map(\.path).map { URL(filePath: $0).lastPathComponent }
                    == paths.map { URL(filePath: $0).lastPathComponent })
            #expect(whole.isFinished && whole.soundCount == 3)
            #expect(whole.ledger.total == MediaTime(11_480, .milliseconds))
        }
        for path in paths { #expect(try audit([path]).findings == [], "\(path)") }
        for count in 1..<paths.count { #expect(try audit(Array(paths.suffix(count))).findings == []) }
    }

    @Test func `a file rotated before its first second is consistent`() throws {
        var log = try RotatingLog(media.path("yard.jsonl"), sourceID: "yard", rule: RotationRule(seconds: 3))
        for (index, record) in JobFixture().records.enumerated() {
            let second = Int64(index < 2 ? index : index + 3)
            try log.append(record, wall: WallFields(written: WallClock(milliseconds: Self.noon + second * 1_000)))
        }
        #expect(try audit([media.path("")]).findings == [])
        #expect(try audit([media.path("yard.jsonl")]).findings == [])
    }

    @Test func `a folder with the events of several sources is verified source by source`() throws {
        let yard = try rotated()
        for (index, line) in JobFixture.lines(JobFixture().records).enumerated() where index != 4 {
            let renamed = line.replacing("\"source_id\":\"yard\"", with: "\"source_id\":\"front\"") + "\n"
            try append(renamed, to: "front.jsonl")
        }
        try append("{\"file\":\"a.mp4\"}\n", to: "journal.jsonl")
        try append("", to: "empty.jsonl")
        let found = try Verification.ofEach(events: [media.path("")], besides: ["journal.jsonl"])
        #expect(found.map { $0.events.files.count } == [1, yard.count])
        #expect(found.map(\.isConsistent) == [false, true])
        let named = [media.path("front.jsonl"), media.path("yard.jsonl")]
        #expect(try Verification.ofEach(events: named).count == 1)
        #expect(throws: VerificationError.self) {
            try Verification.ofEach(events: [media.path("")], besides: ["journal.jsonl"], source: "a.mp4")
        }
    }

    private func append(_ text: String, to name: String) throws {
        let path = media.path(name)
        try Data((FileManager.default.contents(atPath: path) ?? Data()) + Data(text.utf8)).write(
            to: URL(filePath: path))
    }

    @Test func `a file that is missing between others, or given twice, is found`() throws {
        let paths = try rotated()
        for index in 1..<paths.count - 1 {
            var rest = paths
            rest.remove(at: index)
            let findings = try audit(rest).findings
            #expect(findings.contains { $0.kind == .sequence })
        }
        #expect(try audit(paths + [paths[1]]).findings.contains { $0.kind == .sequence })
    }

    @Test func `a line missing at the end of a rotated file is found by the next one alone, and placed in its file`()
        throws
    {
        let paths = try rotated()
        let text = try String(contentsOfFile: paths[1], encoding: .utf8).split(separator: "\n")
        try Data((text.dropLast().joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: paths[1]))
        let whole = try audit(paths)
        let line = try #require(whole.findings.first { $0.kind == .sequence }?.line)
        let place = try #require(whole.place(ofLine: line))
        #expect(place.path == paths[2] && place.line == 1)
        #expect(whole.findings.contains { $0.kind == .ledger || $0.kind == .sum })
    }

    @Test func `what a file says of those before it is held against them`() throws {
        let paths = try rotated()
        let text = try String(contentsOfFile: paths[2], encoding: .utf8)
        let changed = text.replacing(#""ledger":{"dropped_s":0.0"#, with: #""ledger":{"dropped_s":1.0"#)
        #expect(changed != text)
        try Data(changed.utf8).write(to: URL(filePath: paths[2]))
        #expect(try audit(paths).findings.contains { $0.kind == .sum })
    }

    @Test func `files of two sources are no files of one`() throws {
        let paths = try rotated()
        var other = try EventLog.create(media.path("other.jsonl"), sourceID: "garden")
        try other.append(.start(JobFixture.start))
        #expect(try audit(paths + [media.path("other.jsonl")]).findings.contains { $0.message.contains("garden") })
    }

    @Test func `a folder without events is unreadable`() throws {
        #expect(throws: VerificationError.self) { try audit([media.path("")]) }
    }
}
