import Foundation
import TestSupport
import Testing

/// Looks for a password in everything Earshot writes and shows while it deals with a real server.
@Suite(.serialized) struct SecretsTests {
    private let folder: TemporaryFolder
    /// Holds characters that URLs, JSON and shells write in several ways.
    private static let password = "s3cr\"t/pä ss"
    private static let encoded = "s3cr%22t%2Fp%C3%A4%20ss"

    init() throws {
        folder = try TemporaryFolder()
    }

    /// What a text must not hold: the password plain, percent-encoded in both cases, quoted, and as HTTP sends it.
    private static let spellings = [
        password, encoded, encoded.lowercased(), "s3cr\\\"t/pä ss", "s3cr\\\"t\\/pä ss", "s3cr",
        Data("viewer:\(password)".utf8).base64EncodedString(),
    ]

    private func expectNoSecret(in text: String, _ place: String) {
        for spelling in Self.spellings { #expect(!text.contains(spelling), "\(spelling) in \(place)") }
    }

    private func expectNoSecret(inFile path: String) {
        let bytes = FileManager.default.contents(atPath: path) ?? Data()
        for spelling in Self.spellings {
            #expect(bytes.range(of: Data(spelling.utf8)) == nil, "\(spelling) in \(path)")
        }
    }

    /// Watches for a while at the highest level of the log, then greps everything written and shown.
    private func watch(_ url: String, for seconds: Double) throws {
        let events = folder.path("e.jsonl"), video = folder.path("v.mp4")
        let output = try folder.emptyFile("output"), errors = try folder.emptyFile("errors")
        let process = Process()
        process.executableURL = Earshot.executable
        process.arguments = ["watch", url, "--events", events, "--video", video]
        process.environment = ProcessInfo.processInfo.environment.merging(["EARSHOT_LOG": "trace"]) { $1 }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        let deadline = Date(timeIntervalSinceNow: seconds)
        // The kernel shows the arguments as they were until the process has started to run.
        while process.isRunning, try Data(contentsOf: errors).isEmpty { Thread.sleep(forTimeInterval: 0.02) }
        while process.isRunning, Date() < deadline {
            let shown = try ProcessFiles.commandLines(of: process.processIdentifier)
            for (place, text) in shown { expectNoSecret(in: text, place) }
            Thread.sleep(forTimeInterval: 0.2)
        }
        process.interrupt()
        process.waitUntilExit()
        for path in [events, video, output.path, errors.path] { expectNoSecret(inFile: path) }
        #expect(FileManager.default.contents(atPath: errors.path)?.isEmpty == false, "the log was on")
    }

    private func url(_ server: RTSPServer, path: String = "camera") -> String {
        server.url(credentials: "viewer:\(Self.encoded)", path: path)
    }

    @Test(arguments: ["basic", "digest"])
    func `a password that is right or wrong appears nowhere`(method: String) throws {
        let server = try RTSPServer("--auth \(method) --password wrong")
        try watch(url(server), for: 4)
        try watch(url(server, path: "nothing"), for: 3)
    }

    @Test func `a password for a server that is not there appears nowhere`() throws {
        let server = try RTSPServer()
        server.kill()
        try watch(url(server), for: 3)
    }

    @Test func `a password that is accepted appears nowhere`() throws {
        let server = try RTSPServer("--auth basic --password unset")
        try server.tell("password \(Self.encoded)")
        try watch(url(server), for: 6)
    }

    @Test func `check and a watch that is refused do not tell what a variable holds`() throws {
        let spec = folder.path("camera.yaml")
        try Data("source:\n  url: rtsp://viewer:${PASSWORD}@127.0.0.1:1/x\n  max_picture: ${PASSWORD}\n".utf8)
            .write(to: URL(filePath: spec))
        let checked = try Earshot.run(["check", spec], in: folder, environment: ["PASSWORD": Self.password])
        #expect(checked.status == 1)
        expectNoSecret(in: checked.output + checked.errors, "check")
        let refused = try Earshot.run(
            ["watch", "rtsp://viewer:\(Self.password)@127.0.0.1:1/x", "--crf", "99"], in: folder)
        #expect(refused.status == 2)
        expectNoSecret(in: refused.output + refused.errors, "watch")
    }
}

/// What everybody on the machine can read about a process and its children.
enum ProcessFiles {
    static func commandLines(of process: Int32) throws -> [(place: String, text: String)] {
        try [process].flatMap { try [$0] + children(of: $0) }.flatMap { number -> [(place: String, text: String)] in
            let own = number == process
            return (own ? ["cmdline"] : ["cmdline", "environ"]).compactMap { name in
                let path = "/proc/\(number)/\(name)"
                return FileManager.default.contents(atPath: path).map { (path, String(decoding: $0, as: UTF8.self)) }
            }
        }
    }

    private static func children(of process: Int32) throws -> [Int32] {
        let tasks = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")
        return tasks.flatMap { task in
            let path = "/proc/\(process)/task/\(task)/children"
            let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
            return text.split(separator: " ").compactMap { Int32($0) }
        }
    }
}
