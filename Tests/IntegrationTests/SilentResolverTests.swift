import Foundation
import Glibc
import TestSupport
import Testing

/// A resolver that never answers holds up no stop, whatever the protocol: the library's own lookup cannot be interrupted.
@Suite(.enabled(if: SmallDisk.isAvailable, "not run: this process may not mount"), .serialized)
struct SilentResolverTests {
    @Test(arguments: ["srt://camera.example:9000", "rtsp://camera.example/stream", "udp://camera.example:1234"])
    func `a stop is obeyed at once while a name is looked up`(address: String) throws {
        try stop(whileLookingUp: address, within: .seconds(2))
    }

    /// The library's call that ignores its interrupt is given up after a second.
    @Test func `a stop is obeyed while the library looks up the name a redirection leads to`() throws {
        let server = try PythonServer.redirect(to: "http://camera.example/stream")
        defer { withExtendedLifetime(server) {} }
        try stop(whileLookingUp: "http://127.0.0.1:\(server.port)/stream", within: .seconds(4))
    }

    private func stop(whileLookingUp address: String, within limit: Duration) throws {
        let folder = try TemporaryFolder()
        let resolver = try PythonServer.silentResolver()
        defer { withExtendedLifetime(resolver) {} }
        let configuration = folder.path("resolv.conf"), events = folder.path("a.jsonl")
        try Data("nameserver \(PythonServer.resolverAddress)\noptions timeout:30\n".utf8).write(
            to: URL(filePath: configuration))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/unshare")
        process.arguments = [
            "--mount", "bash", "-c", "mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"", configuration,
            Earshot.executable.path, "watch", address, "--events", events,
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = { String(decoding: FileManager.default.contents(atPath: events) ?? Data(), as: UTF8.self) }
        while process.isRunning, !text().contains("\"connecting\"") { usleep(20_000) }
        usleep(2_000_000)
        #expect(!text().contains("\"reason\":\"error\""), "the resolver has answered: \(text())")
        let stopped = ContinuousClock.now
        process.interrupt()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(stopped.duration(to: .now) < limit)
    }
}
