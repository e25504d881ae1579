import Foundation
import Testing

/// Runs whose video is in segments and whose events are rotated.
@Suite struct SegmentedRunTests {
    private let folder: TemporaryFolder
    private let clip = Earshot.sample("dog-and-guitar")

    init() throws {
        folder = try TemporaryFolder()
        for name in ["events", "video"] {
            try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: false)
        }
    }

    private var outputs: [String] {
        [
            "--id", "clip", "--start-time", "2026-11-22T20:30:00Z", "--events", folder.path("events/a.jsonl"),
            "--rotate",
            "1s", "--video", folder.path("video/a-%Y%m%dT%H%M%SZ.mp4"), "--segment", "2s",
        ]
    }

    private var eventFiles: [String] {
        get throws {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("events"))
            // The file that is written now sorts behind those with a time in their names.
            return names.filter { !$0.hasPrefix(".") }.sorted().map { folder.path("events/\($0)") }
        }
    }

    private func verified(_ more: String...) throws -> Earshot.Result {
        try Earshot.run(["verify", folder.path("events"), "--video", folder.path("video")] + more, in: folder)
    }

    @Test func `a run over segments and rotated files is proved as one`() throws {
        let watched = try Earshot.run(["watch", clip] + outputs, in: folder)
        #expect(watched.status == 0, "\(watched.errors)")
        let segments = try FileManager.default.contentsOfDirectory(atPath: folder.path("video")).sorted()
        #expect(segments.count == 8 && segments.first == "a-20261122T203000Z.mp4")
        #expect(segments.dropFirst().first == "a-20261122T203002Z.mp4")
        let result = try verified("--source", clip)
        #expect(result.status == 0, "\(result.output)")
    }

    @Test
    func `killed at ten instants, between segments and files too, it reads after each and ends with the same lines`()
        throws
    {
        for _ in 0..<10 {
            let isBegun = try !eventFiles.isEmpty
            let process = try Earshot.start(["watch", clip] + outputs + (isBegun ? ["--resume"] : []))
            let target = bytes + 12_000
            while process.isRunning, bytes < target { sched_yield() }
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            guard try !eventFiles.isEmpty else { continue }
            let result = try verified()
            #expect(result.status == 0, "\(result.output)\(result.errors)")
        }
        let ended = try Earshot.run(["watch", clip, "--resume"] + outputs, in: folder)
        #expect(ended.status == 0 || ended.errors.contains("complete"), "\(ended.errors)")
        let result = try verified("--source", clip)
        #expect(result.status == 0, "\(result.output)")
        let whole = folder.path("whole.jsonl")
        let reference = try Earshot.run(
            [
                "watch", clip, "--id", "clip", "--start-time", "2026-11-22T20:30:00Z", "--events", whole, "--video",
                folder.path("whole.mp4"),
            ], in: folder)
        #expect(reference.status == 0)
        let lines = try eventFiles.flatMap { try EventLines($0).comparableSnippets() }
        #expect(try lines == EventLines(whole).comparableSnippets())
    }

    @Test func `what was rotated away before the first whole second is no part of the run that begins afresh`() throws {
        #expect(try Earshot.run(["watch", clip] + outputs, in: folder).status == 0)
        let first = try String(contentsOfFile: #require(eventFiles.first), encoding: .utf8)
        let beginning = first.split(separator: "\n").prefix(2).joined(separator: "\n") + "\n"
        for name in ["events", "video"] {
            for file in try FileManager.default.contentsOfDirectory(atPath: folder.path(name)) {
                try FileManager.default.removeItem(atPath: folder.path("\(name)/\(file)"))
            }
        }
        try Data(beginning.utf8).write(to: URL(filePath: folder.path("events/a.20261122T203000Z.jsonl")))
        let resumed = try Earshot.run(["watch", clip, "--resume"] + outputs, in: folder)
        #expect(resumed.status == 0, "\(resumed.errors)")
        let result = try verified("--source", clip)
        #expect(result.status == 0, "\(result.output)")
    }

    private var bytes: Int {
        let names = FileManager.default.enumerator(atPath: folder.path("video"))?.allObjects as? [String] ?? []
        return names.reduce(0) { $0 + (FileManager.default.contents(atPath: folder.path("video/\($1)"))?.count ?? 0) }
    }

    @Test func `a second run on the same recording is refused while the first writes it`() throws {
        let first = try Earshot.start(["watch", clip] + outputs)
        while first.isRunning, bytes == 0 { sched_yield() }
        let second = try Earshot.run(
            [
                "watch", clip, "--start-time", "2026-11-22T20:30:00Z", "--video",
                folder.path("video/a-%Y%m%dT%H%M%SZ.mp4"),
            ],
            in: folder)
        if first.isRunning {
            #expect(second.status == 1 && second.errors.contains("or pipeline is writing this recording"))
        }
        first.waitUntilExit()
    }

    @Test func `a name with a time in it needs the time`() throws {
        let refused = try Earshot.run(
            ["watch", clip, "--start-time", "none", "--video", folder.path("video/a-%H%M%S.mp4")], in: folder)
        #expect(refused.status == 1 && refused.errors.contains("--start-time"))
    }
}
