import Foundation
import Glibc
import TestSupport
import Testing

@Suite(.serialized) struct RunTests {
    private let folder: TemporaryFolder
    private let specs: SpecFiles
    private let clip = Earshot.sample("dog-and-guitar")

    init() throws {
        folder = try TemporaryFolder()
        specs = SpecFiles(folder: folder)
    }

    private func verify(_ name: String) throws -> Earshot.Result {
        try Earshot.run(["verify", specs.events(name), "--video", folder.path("\(name)*.mp4")], in: folder)
    }

    @Test func `pipelines run side by side and end as if each were alone`() throws {
        let names = ["a", "b", "c"]
        let paths = try names.map { try specs.write($0, source: clip) }
        let result = try Earshot.run(["run"] + paths + ["--pid-file", folder.path("pid")], in: folder)
        #expect(result.status == 0, "\(result.errors)")
        let lines = try names.map { try EventLines(specs.events($0)).comparableSnippets() }
        #expect(lines[0].count == 17)
        #expect(Set(lines.map { $0.map { $0.replacing(/"source_id":"."/, with: "") } }).count == 1)
        for name in names { #expect(try verify(name).status == 0) }
    }

    @Test func `a neighbour that fails is reported and touches nobody, and the worst end counts`() throws {
        let good = try specs.write("good", source: clip), bad = try specs.write("bad", source: "/nowhere/at/all.mp4")
        let result = try Earshot.run(["run", bad, good, "--pid-file", folder.path("pid")], in: folder)
        #expect(result.status == 1)
        #expect(result.errors.contains("/nowhere/at/all.mp4"))
        #expect(try verify("good").output.contains("consistent, finished"))
    }

    @Test func `every spec is checked before anything opens`() throws {
        let good = try specs.write("good", source: clip), twin = try specs.write("twin", source: clip, stride: 9)
        let result = try Earshot.run(
            ["run", good, twin, "/nowhere.yaml", "--pid-file", folder.path("pid")], in: folder)
        #expect(result.status == 1)
        #expect(result.errors.contains("twin.yaml:5") && result.errors.contains("/nowhere.yaml"))
        #expect(!FileManager.default.fileExists(atPath: specs.events("good")))
    }

    @Test func `a storm of SIGTERM ends all in order within five seconds, and the next run goes on`() throws {
        let clip = try specs.longClip()
        let paths = try ["a", "b"].map { try specs.write($0, source: clip) }
        let daemon = try RunningDaemon(paths, in: folder)
        #expect(daemon.wait { specs.lineCount("a") > 10 && specs.lineCount("b") > 10 })
        for _ in 0..<20 { daemon.signal(SIGTERM) }
        let (status, time) = daemon.end()
        #expect(status == 0, "\(daemon.logText)")
        #expect(time < .seconds(5))
        for name in ["a", "b"] {
            let verified = try verify(name)
            #expect(verified.status == 0 && verified.output.contains("finished"), "\(verified.output)")
        }
        let before = specs.lineCount("a")
        let again = try RunningDaemon(paths, in: folder)
        #expect(again.wait { specs.lineCount("a") > before + 10 }, "\(again.logText)")
        again.signal(SIGTERM)
        #expect(again.end().status == 0)
        let verified = try Earshot.run(["verify", specs.events("a")], in: folder)
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test func `a live source beside one that is not there is recorded, stopped in order and gone on with`() throws {
        let source = "\"lavfi:testsrc2=size=96x64:rate=10,realtime[out0];sine,arealtime[out1]\""
        let live = try specs.write("live", source: source)
        let away = try specs.write("away", source: "rtsp://127.0.0.1:1/away")
        for run in 1...2 {
            let daemon = try RunningDaemon([live, away], in: folder)
            let before = specs.lineCount("live")
            #expect(daemon.wait { specs.lineCount("live") > before + 4 }, "\(daemon.logText)")
            daemon.signal(SIGTERM)
            let (status, time) = daemon.end()
            #expect(status == 0 && time < .seconds(5), "\(daemon.logText)")
            let verified = try verify("live")
            #expect(verified.status == 0, "run \(run): \(verified.output)")
        }
    }

    @Test func `a second Ctrl-C exits now`() throws {
        let daemon = try RunningDaemon([specs.write("a", source: specs.longClip())], in: folder)
        #expect(daemon.wait { specs.lineCount("a") > 5 })
        daemon.signal(SIGINT)
        usleep(1_000)
        daemon.signal(SIGINT)
        #expect([0, 130].contains(daemon.end().status))
    }

    @Test func `a second instance on the same outputs is refused and says why`() throws {
        let path = try specs.write("a", source: specs.longClip())
        let daemon = try RunningDaemon([path], in: folder)
        #expect(daemon.wait { specs.lineCount("a") > 5 })
        let second = try Earshot.run(["run", path, "--pid-file", folder.path("other.pid")], in: folder)
        #expect(second.status == 1)
        #expect(second.errors.contains("another process is writing \(specs.events("a"))"))
        let samePid = try Earshot.run(
            ["run", specs.write("b", source: clip), "--pid-file", daemon.pidFile], in: folder)
        #expect(samePid.status == 1)
        #expect(samePid.errors.contains("another earshot holds \(daemon.pidFile)"))
        daemon.signal(SIGTERM)
        #expect(daemon.end().status == 0)
    }

    @Test func `states of a source are in the log, and in the metrics where somebody may ask`() throws {
        let live = try specs.write(
            "live", source: "\"lavfi:testsrc2=size=96x64:rate=10,realtime[out0];sine,arealtime[out1]\"")
        let away = try specs.write("away", source: "rtsp://127.0.0.1:1/away")
        let port = try FreePort.next()
        let daemon = try RunningDaemon([live, away], in: folder, options: ["--listen", "\(port)"])
        #expect(daemon.wait { daemon.logText.contains("source healthy") })
        #expect(daemon.wait { daemon.logText.contains("source connecting (error") })
        let metrics = try String(contentsOf: #require(URL(string: "http://127.0.0.1:\(port)/metrics")), encoding: .utf8)
        #expect(metrics.contains(#"earshot_source_status{pipeline="live",status="healthy"} 1"#))
        #expect(metrics.contains(#"earshot_source_trouble{pipeline="away",reason="error"} 1"#))
        daemon.signal(SIGTERM)
        #expect(daemon.end().status == 0)
    }

    @Test func `a second instance that only records the same video is refused too`() throws {
        let source = "\"lavfi:testsrc2=size=96x64:rate=10,realtime[out0]\""
        let path = try specs.write("a", source: source, events: false)
        let daemon = try RunningDaemon([path], in: folder)
        #expect(daemon.wait { (FileManager.default.contents(atPath: specs.video("a")) ?? Data()).count > 5_000 })
        let second = try Earshot.run(["run", path, "--pid-file", folder.path("other.pid")], in: folder)
        #expect(second.status == 1)
        #expect(second.errors.contains("another process is writing \(specs.video("a"))"), "\(second.errors)")
        daemon.signal(SIGTERM)
        #expect(daemon.end().status == 0)
    }

    @Test func `a second instance that only records is refused also while the camera is away`() throws {
        let path = try specs.write("a", source: "rtsp://127.0.0.1:1/away", events: false)
        let daemon = try RunningDaemon([path], in: folder)
        try daemon.waitForLog("source connecting (error")
        let second = try Earshot.run(
            ["run", path, "--pid-file", folder.path("other.pid")], in: folder, limit: 30)
        #expect(second.status == 1)
        #expect(second.errors.contains("another process is writing \(specs.video("a"))"), "\(second.errors)")
        #expect(!FileManager.default.fileExists(atPath: specs.video("a")))
        daemon.signal(SIGKILL)
        _ = daemon.end()
        let third = try RunningDaemon([path], in: folder)
        try third.waitForLog("source connecting (error")
        third.signal(SIGTERM)
        #expect(third.end().status == 0)
    }

    @Test func `a recording is given up by its pipeline when that begins anew, and can be another's then`() throws {
        let away = "rtsp://127.0.0.1:1/away"
        let path = try specs.write("a", source: away, events: false)
        let daemon = try RunningDaemon([path], in: folder)
        try daemon.waitForLog("source connecting (error")
        try specs.write("a", source: away, stride: 2, events: false)
        daemon.signal(SIGHUP)
        try daemon.waitForLog("watching", count: 2)
        try daemon.waitForLog("source connecting (error", count: 2)
        #expect(!daemon.logText.contains("failed"), "\(daemon.logText)")
        daemon.signal(SIGTERM)
        #expect(daemon.end().status == 0)
    }

    @Test func `check takes a folder of specs, as run does`() throws {
        try specs.write("a", source: clip)
        let checked = try Earshot.run(["check", folder.url.path], in: folder)
        #expect(checked.status == 0 && checked.output.contains("a.yaml"), "\(checked.errors)")
        let nowhere = try Earshot.run(["check", folder.path("a.yaml"), folder.path("none.yaml")], in: folder)
        #expect(nowhere.status == 1 && nowhere.errors.contains("none.yaml:1:1"))
    }

    @Test func `the service manager is told when all runs, of life, and of the end`() throws {
        let manager = try ManagerSocket()
        let daemon = try RunningDaemon(
            [specs.write("a", source: specs.longClip())], in: folder,
            environment: ["NOTIFY_SOCKET": manager.path, "WATCHDOG_USEC": "300000"])
        #expect(daemon.wait { manager.received.contains { $0.hasPrefix("READY=1\nSTATUS=1 of 1 pipelines running") } })
        #expect(daemon.wait { manager.received.count { $0 == "WATCHDOG=1" } >= 3 })
        daemon.signal(SIGTERM)
        #expect(daemon.end().status == 0)
        #expect(manager.received.contains { $0.hasPrefix("STOPPING=1") })
    }
}
