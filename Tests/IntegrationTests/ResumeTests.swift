import Foundation
import Testing

@Suite struct ResumeTests {
    private let folder: TemporaryFolder
    private let clip = Earshot.sample("dog-and-guitar")

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `a run killed at ten instants reads after each, and ends with the lines of an uninterrupted one`() throws
    {
        let events = folder.path("a.jsonl"), video = folder.path("a.mp4"), parts = folder.path("a*.mp4")
        let outputs = ["--id", "clip", "--events", events, "--video", video]
        var size = 0
        for _ in 0..<10 {
            let isBegun = FileManager.default.fileExists(atPath: events)
            let process = try Earshot.start(["watch", clip] + outputs + (isBegun ? ["--resume"] : []))
            size = killed(process, once: video, hasGrownBeyond: size)
            let verified = try Earshot.run(["verify", events, "--video", parts], in: folder)
            #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
            #expect(verified.output.contains("finished"))
        }
        let ended = try Earshot.run(["watch", clip, "--resume"] + outputs, in: folder)
        #expect(ended.status == 0 || ended.errors.contains("complete"), "\(ended.errors)")
        let verified = try Earshot.run(["verify", events, "--video", parts, "--source", clip], in: folder)
        #expect(verified.status == 0, "\(verified.output)")

        let whole = folder.path("whole.jsonl"), movie = folder.path("whole.mp4")
        let reference = try Earshot.run(
            ["watch", clip, "--id", "clip", "--events", whole, "--video", movie], in: folder)
        #expect(reference.status == 0)
        #expect(try EventLines(events).comparableSnippets() == EventLines(whole).comparableSnippets())
    }

    @Test(arguments: [["--words", "dog"], ["--stride", "2"], ["--emit", "newest"]])
    func `other words or options than those of the interrupted run are refused`(flags: [String]) throws {
        let events = folder.path("a.jsonl")
        let process = try Earshot.start(["watch", clip, "--events", events])
        _ = killed(process, once: events, hasGrownBeyond: 0)
        let refused = try Earshot.run(["watch", clip, "--events", events, "--resume"] + flags, in: folder)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("resume"))
    }

    @Test(arguments: ["dog@0.5", "dog|puppy", "hound=dog"])
    func `another threshold, synonym or name of a word is another word list`(word: String) throws {
        let events = folder.path("a.jsonl")
        let process = try Earshot.start(["watch", clip, "--events", events, "--words", "dog"])
        _ = killed(process, once: events, hasGrownBeyond: 0)
        let refused = try Earshot.run(["watch", clip, "--events", events, "--resume", "--words", word], in: folder)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("the words were dog and are now \(word)"), "\(refused.errors)")
    }

    @Test func `resuming needs the events of the run`() throws {
        #expect(try Earshot.run(["watch", clip, "--video", folder.path("v.mp4"), "--resume"], in: folder).status == 1)
        let none = try Earshot.run(["watch", clip, "--events", folder.path("none.jsonl"), "--resume"], in: folder)
        #expect(none.status == 1)
    }

    /// Kills a process as soon as the folder's files have grown a little, wherever it is then.
    ///
    /// - Returns: the size it was killed at.
    private func killed(_ process: Process, once path: String, hasGrownBeyond size: Int) -> Int {
        let floor = max(size, bytes(path)) + 1_000
        while process.isRunning, bytes(path) < floor { sched_yield() }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return floor
    }

    /// All bytes of a file and of the parts that continue it.
    private func bytes(_ path: String) -> Int {
        let url = URL(filePath: path)
        let stem = url.deletingPathExtension().lastPathComponent
        let files = FileManager.default.enumerator(atPath: url.deletingLastPathComponent().path)
        return (files?.allObjects as? [String] ?? []).filter { $0.hasPrefix(stem) && $0.hasSuffix(url.pathExtension) }
            .reduce(0) { sum, name in
                sum + (FileManager.default.contents(atPath: folder.path(name))?.count ?? 0)
            }
    }
}
