import Foundation
import Glibc
import Testing

/// A sound card is a sound server's tone, which ALSA reads in real time as it reads any card.
@Suite struct SoundCardTests {
    private let folder: TemporaryFolder
    private let specs: SpecFiles

    init() throws {
        folder = try TemporaryFolder()
        specs = SpecFiles(folder: folder)
    }

    private var socket: String { folder.path("socket") }

    private func server() throws -> Process {
        let script = """
            load-module module-native-protocol-unix socket=\(socket) auth-anonymous=1
            load-module module-sine-source frequency=440 rate=48000
            """
        try Data(script.utf8).write(to: URL(filePath: folder.path("server.pa")))
        let process = Process()
        // The server closes whatever it was given, which would look to us as its end; what stands before it does not.
        process.executableURL = URL(filePath: "/usr/bin/timeout")
        process.arguments = [
            "120", "env", "HOME=\(folder.url.path)", "XDG_RUNTIME_DIR=\(folder.url.path)", "pulseaudio", "-n", "-F",
            folder.path("server.pa"), "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private func lines(_ type: String) throws -> [[String: Any]] {
        guard FileManager.default.fileExists(atPath: specs.events("card")) else { return [] }
        return try EventLines(specs.events("card")).all.filter { $0["type"] as? String == type }
    }

    private func levels() throws -> [Double] {
        try lines("snippet").compactMap { ($0["audio"] as? [String: Any])?["level_dbfs"] as? Double }
    }

    private func watch(_ body: (RunningDaemon) throws -> Void) throws {
        let spec = try specs.write("card", source: "\"alsa:pulse\"", video: false)
        let daemon = try RunningDaemon([spec], in: folder, environment: ["PULSE_SERVER": "unix:\(socket)"])
        #expect(daemon.wait { ((try? levels().count) ?? 0) >= 4 }, "\(daemon.logText)")
        try body(daemon)
        daemon.signal(SIGTERM)
        #expect(daemon.end().status == 0, "\(daemon.logText)")
        let verified = try Earshot.run(["verify", specs.events("card")], in: folder)
        #expect(verified.status == 0, "\(verified.output)")
    }

    private func isLost() -> Bool { (try? lines("source_status").last?["status"] as? String) == "reconnecting" }

    @Test func `a sound card is watched, its loss is noticed, and it is watched again`() throws {
        var server = try server()
        defer { kill(-server.processIdentifier, SIGKILL) }
        try watch { daemon in
            kill(-server.processIdentifier, SIGKILL)
            server.waitUntilExit()
            #expect(daemon.wait { isLost() }, "\(daemon.logText)")
            let before = try self.levels().count
            server = try self.server()
            #expect(daemon.wait { ((try? levels().count) ?? 0) >= before + 3 }, "\(daemon.logText)")
        }
        // A sine of half amplitude is 9.0 dB under full scale; where a connection begins and ends a second may be cut.
        let heard = try levels()
        #expect(heard.count { abs($0 + 9) < 0.2 } >= heard.count - 4, "\(heard)")
    }

    /// ALSA then blocks wherever it is called, the closing of the card included.
    @Test func `a sound card that stands still is lost, watched again when it goes on, and holds up no stop`() throws {
        let server = try server()
        defer { kill(-server.processIdentifier, SIGKILL) }
        try watch { daemon in
            kill(-server.processIdentifier, SIGSTOP)
            #expect(daemon.wait { isLost() }, "\(daemon.logText)")
            let before = try self.levels().count
            kill(-server.processIdentifier, SIGCONT)
            #expect(daemon.wait { ((try? levels().count) ?? 0) >= before + 3 }, "\(daemon.logText)")
            kill(-server.processIdentifier, SIGSTOP)
        }
    }
}
