import Foundation
import Glibc
import Testing

/// A power cut may leave a disk that has the events and lacks the last seconds of the video they tell of.
@Suite struct PowerCutTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func daemon(rotated: Bool) throws -> RunningDaemon {
        let spec = """
            source: {id: a, url: "lavfi:testsrc2=size=96x64:rate=10,realtime[out0];sine,arealtime[out1]"}
            outputs:
              video: {path: \(folder.path("a.mp4")), preset: ultrafast}
              events: {path: \(folder.path("a.jsonl"))\(rotated ? ", rotate_bytes: 3KiB" : "")}
            """
        try Data(spec.utf8).write(to: URL(filePath: folder.path("a.yaml")))
        return try RunningDaemon([folder.path("a.yaml")], in: folder)
    }

    private func files(_ suffix: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter { $0.hasSuffix(suffix) }.sorted()
            .map(folder.path)
    }

    private func snippetCount() throws -> Int {
        try files(".jsonl").reduce(0) { count, path in
            try count + EventLines(path).all.count { $0["type"] as? String == "snippet" }
        }
    }

    private func verify() throws -> Earshot.Result {
        try Earshot.run(["verify"] + files(".jsonl") + ["--video", folder.path("a*.mp4")], in: folder)
    }

    @Test(arguments: [false, true])
    func `events are cut to what the video holds, and the ledger goes on from there`(rotated: Bool) throws {
        let first = try daemon(rotated: rotated)
        #expect(first.wait { ((try? snippetCount()) ?? 0) >= 8 }, "\(first.logText)")
        first.signal(SIGKILL)
        _ = first.end()
        let video = folder.path("a.mp4")
        let size = try #require(FileManager.default.attributesOfItem(atPath: video)[.size] as? Int)
        #expect(truncate(video, off_t(size / 2)) == 0)
        #expect(try verify().output.contains("INCONSISTENT"), "nothing was lost")
        let before = try snippetCount()
        let second = try daemon(rotated: rotated)
        #expect(second.wait { ((try? snippetCount()) ?? 0) >= before + 2 }, "\(second.logText)")
        second.signal(SIGTERM)
        #expect(second.end().status == 0)
        let verified = try verify()
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test func `a video that somebody took away costs no line`() throws {
        let first = try daemon(rotated: false)
        #expect(first.wait { ((try? snippetCount()) ?? 0) >= 4 }, "\(first.logText)")
        first.signal(SIGKILL)
        _ = first.end()
        let before = try String(contentsOfFile: folder.path("a.jsonl"), encoding: .utf8)
        try FileManager.default.removeItem(atPath: folder.path("a.mp4"))
        let lines = try snippetCount()
        let second = try daemon(rotated: false)
        #expect(second.wait { ((try? snippetCount()) ?? 0) >= lines + 2 }, "\(second.logText)")
        second.signal(SIGTERM)
        #expect(second.end().status == 0)
        let kept = before.split(separator: "\n").last { $0.contains("\"snippet\"") } ?? ""
        #expect(try String(contentsOfFile: folder.path("a.jsonl"), encoding: .utf8).contains(kept))
    }
}
