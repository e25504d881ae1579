import Foundation
import Glibc
import Testing

@Suite(.serialized) struct ReloadTests {
    private let folder: TemporaryFolder
    private let specs: SpecFiles

    init() throws {
        folder = try TemporaryFolder()
        specs = SpecFiles(folder: folder)
    }

    private func reload(_ daemon: RunningDaemon) throws -> Earshot.Result {
        try Earshot.run(["reload", "--pid-file", daemon.pidFile], in: folder)
    }

    private func types(_ name: String) throws -> [String] {
        try EventLines(specs.events(name)).all.compactMap { $0["type"] as? String }
    }

    @Test func `words alone change in the running stream, and open sounds end for it`() throws {
        let clip = try specs.longClip()
        let daemon = try RunningDaemon([specs.write("a", source: clip), specs.write("b", source: clip)], in: folder)
        #expect(daemon.wait { specs.lineCount("a") > 20 && specs.lineCount("b") > 20 })
        try specs.write("a", source: clip, words: ["guitar", "cow"])
        #expect(try reload(daemon).status == 0)
        try daemon.waitForLog("reloaded")
        let before = specs.lineCount("a")
        #expect(daemon.wait { specs.lineCount("a") > before + 40 })
        daemon.signal(SIGTERM)
        #expect(daemon.end().status == 0)
        #expect(try types("a").count { $0 == "vocabulary" } == 2)
        #expect(try types("a").count { $0 == "start" } == 1, "the run went on")
        #expect(try types("b").count { $0 == "vocabulary" } == 1)
        for name in ["a", "b"] {
            let verified = try Earshot.run(["verify", specs.events(name), "--video", specs.video(name)], in: folder)
            #expect(verified.status == 0, "\(verified.output)")
        }
    }

    @Test func `names, synonyms and thresholds alone change in the running stream too`() throws {
        let clip = try specs.longClip()
        let daemon = try RunningDaemon([specs.write("a", source: clip, words: ["dog"])], in: folder)
        for (count, words) in [(1, ["animal=dog|cat"]), (2, ["animal=dog|cat@0.25"]), (3, ["animal=dog|cat@1"])] {
            let before = specs.lineCount("a")
            #expect(daemon.wait { specs.lineCount("a") > before + 20 })
            try specs.write("a", source: clip, words: words)
            #expect(try reload(daemon).status == 0)
            try daemon.waitForLog("reloaded", count: count)
        }
        let before = specs.lineCount("a")
        #expect(daemon.wait { specs.lineCount("a") > before + 40 })
        daemon.signal(SIGTERM)
        #expect(daemon.end().status == 0)
        #expect(try types("a").count { $0 == "start" } == 1, "the run went on")
        let lines = try EventLines(specs.events("a")).all.filter { $0["type"] as? String == "vocabulary" }
        #expect(Set(lines.compactMap { $0["vocabulary"] as? String }).count == 4)
        let words = lines.compactMap { ($0["words"] as? [[String: Any]])?.first }
        #expect(words.map { $0["word"] as? String } == ["dog", "animal", "animal", "animal"])
        #expect(words.map { $0["threshold"] as? Double } == [nil, nil, 0.25, 1])
        let verified = try Earshot.run(["verify", specs.events("a"), "--video", specs.video("a")], in: folder)
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test func `a file whose words were exchanged goes on with them after a restart`() throws {
        let clip = try specs.longClip()
        let path = try specs.write("a", source: clip)
        let daemon = try RunningDaemon([path], in: folder)
        #expect(daemon.wait { specs.lineCount("a") > 20 })
        try specs.write("a", source: clip, words: ["guitar", "cow"])
        #expect(try reload(daemon).status == 0)
        let changed = specs.lineCount("a")
        #expect(daemon.wait { specs.lineCount("a") > changed + 20 })
        daemon.signal(SIGTERM)
        #expect(daemon.end().status == 0)
        let before = specs.lineCount("a")
        let again = try RunningDaemon([path], in: folder)
        #expect(again.wait { specs.lineCount("a") > before + 10 }, "\(again.logText)")
        again.signal(SIGTERM)
        #expect(again.end().status == 0)
        #expect(try types("a").count { $0 == "start" } == 2)
        let verified = try Earshot.run(["verify", specs.events("a"), "--video", folder.path("a.*mp4")], in: folder)
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test func `a broken set is refused as a whole and all goes on`() throws {
        let clip = try specs.longClip()
        let path = try specs.write("a", source: clip)
        let daemon = try RunningDaemon([path], in: folder)
        #expect(daemon.wait { specs.lineCount("a") > 5 })
        try Data("source: {url: x.mp4, colour: red}\n".utf8).write(to: URL(filePath: path))
        let refused = try reload(daemon)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("colour"))
        daemon.signal(SIGHUP)
        try daemon.waitForLog("reload refused")
        let before = specs.lineCount("a")
        #expect(daemon.wait { specs.lineCount("a") > before + 5 })
        daemon.signal(SIGTERM)
        #expect(daemon.end().status == 0)
        #expect(try types("a").count { $0 == "start" } == 1)
    }

    @Test func `in a folder what is new is started, what is gone is ended, and the rest is left alone`() throws {
        let clip = try specs.longClip()
        let kept = try specs.write("kept", source: clip), gone = try specs.write("gone", source: clip)
        let daemon = try RunningDaemon([folder.url.path], in: folder)
        #expect(daemon.wait { specs.lineCount("kept") > 5 && specs.lineCount("gone") > 5 }, "\(kept)")
        try FileManager.default.removeItem(atPath: gone)
        try specs.write("new", source: clip)
        #expect(try reload(daemon).status == 0)
        #expect(daemon.wait { specs.lineCount("new") > 5 }, "\(daemon.logText)")
        #expect(try types("gone").last == "stop")
        daemon.signal(SIGTERM)
        #expect(daemon.end().status == 0)
        #expect(try types("kept").count { $0 == "start" } == 1)
    }

    @Test func `a file that is being watched goes on as it was where other options would give up what is written`()
        throws
    {
        let clip = try specs.longClip()
        let daemon = try RunningDaemon([specs.write("a", source: clip)], in: folder)
        #expect(daemon.wait { specs.lineCount("a") > 5 })
        try specs.write("a", source: clip, stride: 5)
        #expect(try reload(daemon).status == 0)
        try daemon.waitForLog("kept as it was")
        #expect(daemon.logText.contains("\(specs.events("a")) was begun with other model.stride"), "\(daemon.logText)")
        let before = specs.lineCount("a")
        #expect(daemon.wait { specs.lineCount("a") > before + 5 })
        daemon.signal(SIGTERM)
        #expect(daemon.end().status == 0)
        #expect(try types("a").count { $0 == "start" } == 1)
        let verified = try Earshot.run(["verify", specs.events("a"), "--video", specs.video("a")], in: folder)
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test func `a live source that is given another name is called by it from then on`() throws {
        let source = "\"lavfi:testsrc2=size=96x64:rate=10,realtime[out0];sine,arealtime[out1]\""
        let path = try specs.write("a", source: source)
        let daemon = try RunningDaemon([path], in: folder)
        #expect(daemon.wait { specs.lineCount("a") > 5 })
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try Data(text.replacing("id: a", with: "id: yard").utf8).write(to: URL(filePath: path))
        #expect(try reload(daemon).status == 0)
        #expect(daemon.wait { (try? types("a").count { $0 == "start" }) == 2 })
        let before = specs.lineCount("a")
        #expect(daemon.wait { specs.lineCount("a") > before + 4 })
        daemon.signal(SIGTERM)
        #expect(daemon.end().status == 0)
        let ids = try EventLines(specs.events("a")).all.compactMap { $0["source_id"] as? String }
        #expect(ids.first == "a" && ids.last == "yard")
        let verified = try Earshot.run(["verify", specs.events("a"), "--video", folder.path("a*.mp4")], in: folder)
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test func `a storm of SIGHUP changes nothing`() throws {
        let clip = try specs.longClip()
        let daemon = try RunningDaemon([specs.write("a", source: clip)], in: folder)
        #expect(daemon.wait { specs.lineCount("a") > 5 })
        for _ in 0..<200 {
            daemon.signal(SIGHUP)
            usleep(1_000)
        }
        let before = specs.lineCount("a")
        #expect(daemon.wait { specs.lineCount("a") > before + 5 })
        daemon.signal(SIGTERM)
        #expect(daemon.end().status == 0)
        #expect(try types("a").count { $0 == "start" } == 1)
        #expect(try types("a").count { $0 == "vocabulary" } == 1)
    }

    @Test func `without a daemon there is nothing to reload`() throws {
        let result = try Earshot.run(["reload", "--pid-file", folder.path("none.pid")], in: folder)
        #expect(result.status == 1)
        #expect(result.errors.contains("no earshot runs"))
    }
}
