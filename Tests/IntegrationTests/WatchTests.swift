import Foundation
import Testing

@Suite struct WatchTests {
    private let folder: TemporaryFolder
    private let clip = Earshot.sample("dog-and-guitar")

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `a watched file has a line for each second, and verify finds events, video and source in agreement`()
        throws
    {
        let events = folder.path("a.jsonl"), video = folder.path("a.mp4")
        let watched = try Earshot.run(["watch", clip, "--events", events, "--video", video], in: folder)
        #expect(watched.status == 0, "\(watched.errors)")
        #expect(try EventLines(events).comparableSnippets().count == 17, "16 s and the last codec frame of sound")
        let verified = try Earshot.run(["verify", events, "--video", video, "--source", clip], in: folder)
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test func `a clock that ticks as slowly as the pictures come places them as well as any`() throws {
        let clip = folder.path("film.avi"), events = folder.path("a.jsonl"), video = folder.path("a.mp4")
        let made = try Process.run(
            URL(filePath: "/usr/bin/env"),
            arguments: [
                "ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=s=96x64:r=24000/1001:d=3", "-f", "lavfi", "-i",
                "sine=d=3", "-c:v", "mpeg4", "-c:a", "mp3", clip,
            ])
        made.waitUntilExit()
        try #require(made.terminationStatus == 0)
        #expect(try Earshot.run(["watch", clip, "--events", events, "--video", video], in: folder).status == 0)
        let verified = try Earshot.run(["verify", events, "--video", video, "--source", clip], in: folder)
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test func `the same file watched twice gives the same lines but for wall`() throws {
        let first = folder.path("first.jsonl"), second = folder.path("second.jsonl")
        for path in [first, second] {
            #expect(try Earshot.run(["watch", clip, "--events", path], in: folder).status == 0)
        }
        #expect(try EventLines(first).comparable() == EventLines(second).comparable())
    }

    @Test(arguments: [[], ["--video"]])
    func `events on the standard output are those of a file`(flags: [String]) throws {
        let video = flags.map { _ in folder.path("v.mp4") }
        let watched = try Earshot.run(["watch", clip, "--events", "-"] + flags + video, in: folder)
        #expect(watched.status == 0, "\(watched.errors.suffix(400))")
        #expect(watched.output.split(separator: "\n").count { $0.contains("\"type\":\"snippet\"") } == 17)
    }

    /// Between "guitar" and "the guitar" the model divides its probability: 0.52 to 0.48.
    @Test func `a word is found by its synonym, reported by its name, and held to its own threshold`() throws {
        let plain = folder.path("plain.jsonl"), named = folder.path("named.jsonl"), video = folder.path("named.mp4")
        func watch(_ words: String, _ outputs: [String]) throws -> Earshot.Result {
            try Earshot.run(["watch", clip, "--words", words] + outputs, in: folder)
        }
        #expect(try watch("dog, guitar, the guitar", ["--events", plain]).status == 0)
        let outputs = ["--events", named, "--video", video]
        #expect(try watch("Haustier=zither|dog, guitar@0.6, the guitar", outputs).status == 0)
        let (expected, found) = (try EventLines(plain), try EventLines(named))
        #expect(Set(expected.words.joined()) == ["dog", "guitar"])
        #expect(found.words == expected.words.map { $0.contains("dog") ? ["Haustier"] : [] })
        #expect(zip(expected.words, found.nearMisses).allSatisfy { $1.contains("guitar") == $0.contains("guitar") })
        let verified = try Earshot.run(["verify", named, "--video", video, "--source", clip], in: folder)
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test func `an output that exists is refused and left as it is`() throws {
        let events = folder.path("kept.jsonl")
        try Data("mine\n".utf8).write(to: URL(filePath: events))
        let refused = try Earshot.run(["watch", clip, "--events", events], in: folder)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("--overwrite"))
        #expect(try String(contentsOfFile: events, encoding: .utf8) == "mine\n")
    }

    @Test func `two cannot record the same, be the source away and no file begun`() throws {
        let video = folder.path("yard-%H%M%S.mp4"), log = try folder.emptyFile("log")
        let recording = ["watch", "rtsp://127.0.0.1:1/away", "--video", video]
        let first = try Earshot.start(recording, errors: FileHandle(forWritingTo: log))
        defer { first.terminate() }
        while first.isRunning, try Data(contentsOf: log).isEmpty { usleep(20_000) }
        let second = try Earshot.run(recording, in: folder, limit: 30)
        #expect(second.status == 1)
        #expect(second.errors.contains("cannot record \(video): another process or pipeline is"), "\(second.errors)")
    }

    @Test func `the source is never an output`() throws {
        let copy = folder.path("copy.mp4")
        try FileManager.default.copyItem(atPath: clip, toPath: copy)
        let size = try Data(contentsOf: URL(filePath: copy)).count
        let refused = try Earshot.run(["watch", copy, "--video", copy, "--overwrite"], in: folder)
        #expect(refused.status == 2)
        #expect(try Data(contentsOf: URL(filePath: copy)).count == size)
    }

    @Test(arguments: ["/nowhere/at/all.mp4", Earshot.root.appending(path: "README.md").path])
    func `a source that cannot be read is an error that names it`(path: String) throws {
        let refused = try Earshot.run(["watch", path], in: folder)
        #expect(refused.status == 1)
        #expect(refused.errors.contains(URL(filePath: path).lastPathComponent))
    }

    @Test(arguments: [
        ["--stride", "6"], ["--words", " , "], ["--words", "dog@2"], ["--words", "dog|cat, cat"],
        ["--overwrite", "--resume"], ["--emit", "oldest"],
    ])
    func `a flag with an impossible value is a usage error`(flags: [String]) throws {
        #expect(try Earshot.run(["watch", clip] + flags, in: folder).status == 2)
    }

    @Test func `a run stopped by Ctrl-C says so, ends within seconds and is resumed to the same lines`() throws {
        let events = folder.path("a.jsonl"), whole = folder.path("whole.jsonl")
        let process = try Earshot.start(["watch", clip, "--events", events])
        try waitForLines(2, in: events, of: process)
        process.interrupt()
        process.waitUntilExit()
        #expect([0, 130].contains(process.terminationStatus))
        let resumed = try Earshot.run(["watch", clip, "--events", events, "--resume"], in: folder)
        #expect(resumed.status == 0 || resumed.errors.contains("complete"), "\(resumed.errors)")
        #expect(try Earshot.run(["watch", clip, "--events", whole], in: folder).status == 0)
        #expect(try EventLines(events).comparableSnippets() == EventLines(whole).comparableSnippets())
    }

    /// Until the file has some lines or the process has ended.
    private func waitForLines(_ count: Int, in path: String, of process: Process) throws {
        while process.isRunning {
            let text = FileManager.default.contents(atPath: path) ?? Data()
            if text.count(where: { $0 == UInt8(ascii: "\n") }) >= count { return }
            sched_yield()
        }
    }
}
