import Foundation
import TestSupport
import Testing

@Suite struct ArchiveTests {
    private let folder: TemporaryFolder
    private let media: SyntheticMedia

    init() throws {
        folder = try TemporaryFolder()
        media = try SyntheticMedia()
        for name in ["a.mp4", "b.mkv"] {
            try media.make(name, "-f lavfi -i testsrc=s=96x64:r=10:d=3 -f lavfi -i sine=d=3 -c:v mpeg4 -c:a aac")
        }
        try Data("no media\n".utf8).write(to: URL(filePath: media.path("broken.mp4")))
        try Data("a note\n".utf8).write(to: URL(filePath: media.path("note.txt")))
    }

    private var out: String { folder.path("out") }

    private func watch(_ source: String, _ flags: String...) throws -> Earshot.Result {
        try Earshot.run(["watch", source, "--into", out] + flags, in: folder)
    }

    private func journal() throws -> [String: String] {
        let lines = try EventLines(out + "/earshot-archive.jsonl").all
        return Dictionary(
            lines.map {
                (URL(filePath: $0["file"] as? String ?? "").lastPathComponent, $0["outcome"] as? String ?? "")
            },
            uniquingKeysWith: { $1 })
    }

    @Test func `every file of a folder gets its outputs, and one that is broken stops none`() throws {
        let run = try watch(media.path(""))
        #expect(run.status == 3)
        #expect(run.errors.contains("3 files: 2 complete, 0 damaged, 1 failed"), "\(run.errors)")
        #expect(try journal() == ["a.mp4": "complete", "b.mkv": "complete", "broken.mp4": "failed"])
        for name in ["a", "b"] {
            let verified = try Earshot.run(
                ["verify", "\(out)/\(name).jsonl", "--video", "\(out)/\(name).mp4"], in: folder)
            #expect(verified.status == 0, "\(verified.output)")
        }
        let whole = try Earshot.run(["verify", out, "--video", out], in: folder)
        #expect(whole.status == 0 && whole.output.hasSuffix("2 sources: 2 consistent, 0 INCONSISTENT\n"), "\(whole)")
    }

    @Test func `a file is watched whatever per cent signs its name has`() throws {
        try media.make("c%Y%%.mp4", "-f lavfi -i testsrc=s=96x64:r=10:d=2 -c:v mpeg4")
        for _ in 1...2 { #expect(try watch(media.path("c*"), "--resume").status == 0) }
        let verified = try Earshot.run(
            ["verify", "\(out)/c%Y%%.jsonl", "--video", "\(out)/c%Y%%.mp4"], in: folder)
        #expect(verified.status == 0, "\(verified.errors)\(verified.output)")
    }

    @Test func `a run that goes on leaves what is done alone and tries again what failed`() throws {
        #expect(try watch(media.path("")).status == 3)
        let before = try Data(contentsOf: URL(filePath: out + "/a.jsonl"))
        try media.make("broken.mp4", "-f lavfi -i testsrc=s=96x64:r=10:d=2 -c:v mpeg4")
        let again = try watch(media.path(""), "--resume")
        #expect(again.status == 0, "\(again.errors)")
        #expect(!again.errors.contains("a.mp4"))
        #expect(try Data(contentsOf: URL(filePath: out + "/a.jsonl")) == before)
        #expect(try journal()["broken.mp4"] == "complete")
    }

    @Test func `a pipeline watches a folder too, and does nothing where all is done`() throws {
        let spec = folder.path("archive.yaml")
        try Data("source:\n  url: \(media.path(""))\noutputs:\n  archive:\n    folder: \(out)\n    video: false\n".utf8)
            .write(to: URL(filePath: spec))
        for _ in 1...2 {
            let run = try Earshot.run(["run", spec, "--pid-file", folder.path("pid")], in: folder)
            #expect(run.status == 3, "\(run.errors)")
            #expect(try journal() == ["a.mp4": "complete", "b.mkv": "complete", "broken.mp4": "failed"])
        }
        #expect(try EventLines(out + "/a.jsonl").all.count { $0["type"] as? String == "start" } == 1)
    }

    @Test func `a file in which a run was interrupted goes on where it stopped`() throws {
        let path = media.path("long.mp4")
        try media.make("long.mp4", "-f lavfi -i testsrc=s=96x64:r=10:d=60 -f lavfi -i sine=d=60 -c:v mpeg4 -c:a aac")
        let process = try Earshot.start(["watch", media.path("long*"), "--into", out])
        while !FileManager.default.fileExists(atPath: out + "/long.jsonl") { usleep(10_000) }
        usleep(300_000)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let resumed = try watch(media.path("long*"), "--resume")
        #expect(resumed.status == 0, "\(resumed.errors)")
        let verified = try Earshot.run(["verify", out + "/long.jsonl", "--source", path], in: folder)
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test func `an archive that was begun is refused unless something is said about it`() throws {
        #expect(try watch(media.path("a*")).status == 0)
        let refused = try watch(media.path("a*"))
        #expect(refused.status == 1)
        #expect(refused.errors.contains("--resume"), "\(refused.errors)")
    }

    @Test func `outputs among the sources, no folder for them, and nothing to watch are refused`() throws {
        #expect(try Earshot.run(["watch", media.path(""), "--into", media.path("")], in: folder).status == 1)
        #expect(try Earshot.run(["watch", media.path("")], in: folder).status == 2)
        #expect(try Earshot.run(["watch", media.path("a.mp4"), "--into", out], in: folder).status == 2)
        let nothing = try watch(media.path("nothing*"))
        #expect(nothing.status == 1)
        #expect(nothing.errors.contains("no media file"), "\(nothing.errors)")
    }
}
