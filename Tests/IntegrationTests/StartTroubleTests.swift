import Foundation
import Glibc
import TestSupport
import Testing

/// A daemon that starts where its outputs cannot be written watches its source all the same.
@Suite(
    .enabled(if: SmallDisk.isAvailable, "not run: this process may not mount the small disks it needs"), .serialized)
struct StartTroubleTests {
    private let folder: TemporaryFolder
    private let disk: SmallDisk
    private let source = "lavfi:testsrc2=size=96x64:rate=10,realtime[out0];sine,arealtime[out1]"

    init() throws {
        folder = try TemporaryFolder()
        disk = try SmallDisk(kibibytes: 8_192)
    }

    private var events: String { disk.file("a.jsonl") }

    private func daemon() throws -> RunningDaemon {
        let spec = """
            source: {id: a, url: "\(source)"}
            outputs:
              video: {path: \(disk.file("a.mp4")), preset: ultrafast}
              events: {path: \(events)}
            """
        try Data(spec.utf8).write(to: URL(filePath: folder.path("a.yaml")))
        return try RunningDaemon([folder.path("a.yaml")], in: folder)
    }

    private func lines(_ type: String) throws -> [[String: Any]] {
        guard FileManager.default.fileExists(atPath: events) else { return [] }
        return try EventLines(events).all.filter { $0["type"] as? String == type }
    }

    private func snippetCount() -> Int { (try? lines("snippet").count) ?? 0 }

    /// Some seconds pass while nothing can be written, then it can.
    private func watchThroughTrouble(_ daemon: RunningDaemon, end trouble: () throws -> Void) throws {
        try daemon.waitForLog("events cannot be written")
        try daemon.waitForLog("video cannot be written")
        usleep(2_000_000)
        let before = snippetCount()
        try trouble()
        #expect(daemon.wait { snippetCount() >= before + 6 }, "\(daemon.logText)")
        #expect(daemon.wait { (try? lines("output_status").contains { $0["output"] as? String == "video" }) ?? false })
        try daemon.waitForLog("events can be written again")
        daemon.signal(SIGTERM)
        #expect(daemon.end().status == 0)
        let verified = try Earshot.run(["verify", events, "--video", disk.file("*.mp4")], in: folder)
        #expect(verified.status == 0, "\(verified.output)")
    }

    private func expectAll(fromSecond first: Int, ofEpoch epoch: Int) throws {
        let starts = try lines("snippet").filter { $0["epoch"] as? Int == epoch }.compactMap {
            $0["start_s"] as? Double
        }
        #expect(starts.first == Double(first))
        let told = try lines("output_status").filter { $0["output"] as? String == "events" }
        #expect(told.count == 1 && (told.first?["message"] as? String)?.contains("lines have waited") == true)
    }

    @Test func `on a read-only file system nothing of the source is missing once it can be written`() throws {
        #expect(disk.setReadOnly(true))
        try watchThroughTrouble(daemon()) { #expect(disk.setReadOnly(false)) }
        try expectAll(fromSecond: 0, ofEpoch: 0)
    }

    @Test func `on a full disk nothing of the source is missing once there is room`() throws {
        try disk.fill()
        try watchThroughTrouble(daemon()) { try disk.makeRoom() }
        try expectAll(fromSecond: 0, ofEpoch: 0)
    }

    @Test func `an earlier run is gone on with once its files can be written`() throws {
        let first = try daemon()
        #expect(first.wait { snippetCount() >= 3 }, "\(first.logText)")
        first.signal(SIGTERM)
        #expect(first.end().status == 0)
        #expect(disk.setReadOnly(true))
        try watchThroughTrouble(daemon()) { #expect(disk.setReadOnly(false)) }
        try expectAll(fromSecond: 0, ofEpoch: 1)
    }

    @Test func `a folder that is not there, or a folder in place of the file, is refused and named`() throws {
        for path in [folder.path("nowhere/a.jsonl"), folder.url.path] {
            let refused = try Earshot.run(["watch", source, "--events", path], in: folder)
            #expect(refused.status == 1)
            #expect(refused.errors.contains(path), "\(refused.errors)")
        }
        let video = folder.path("nowhere/a.mp4")
        let refused = try Earshot.run(["watch", source, "--video", video], in: folder)
        #expect(refused.status == 1)
        #expect(refused.errors.contains(folder.path("nowhere")), "\(refused.errors)")
    }
}
