import Foundation
import Glibc
import TestSupport
import Testing

/// `earshot models pull` as a user types it, against a real server.
struct ModelsPullTests {
    private let folder: TemporaryFolder
    private let server: FileServer
    private let content = Data((0..<400_000).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 2) })

    init() throws {
        folder = try TemporaryFolder()
        let served = folder.path("served/clip")
        try FileManager.default.createDirectory(atPath: served, withIntermediateDirectories: true)
        try content.write(to: URL(filePath: served + "/weights.safetensors"))
        server = try FileServer(folder.path("served"))
    }

    private var cache: [String: String] { ["XDG_CACHE_HOME": folder.path("cache"), "no_proxy": "127.0.0.1"] }
    private var downloaded: String { folder.path("cache/earshot/downloads/weights.safetensors") }

    private func pull(_ arguments: String..., environment: [String: String] = [:]) throws -> Earshot.Result {
        try Earshot.run(["models", "pull"] + arguments, in: folder, environment: cache.merging(environment) { $1 })
    }

    @Test func `a download lands in the cache, is listed, and what to type next is told`() throws {
        let pulled = try pull(server.address("clip/weights.safetensors"))
        #expect(pulled.status == 0 && pulled.output.contains("\(downloaded): 400.0 kB"))
        #expect(pulled.output.contains("earshot models import"))
        #expect(FileManager.default.contents(atPath: downloaded) == content)
        let listed = try Earshot.run(["models", "list"], in: folder, environment: cache)
        #expect(listed.output.contains("sandbox") && listed.output.contains("weights.safetensors  400.0 kB"))
        #expect(try pull(server.address("clip/weights.safetensors")).output.contains("was there"))
        #expect(try server.requests.map(\.agent).allSatisfy { $0?.hasPrefix("earshot/") == true })
    }

    @Test func `a mirror serves the same path`() throws {
        let pulled = try pull(
            "https://example.invalid/clip/weights.safetensors", "--mirror", server.base, "--to", folder.path("here"))
        #expect(pulled.status == 0)
        #expect(FileManager.default.contents(atPath: folder.path("here/weights.safetensors")) == content)
    }

    @Test func `the proxy of the environment is used, but not for hosts it is not for`() throws {
        let proxied = try pull(
            "http://example.invalid/clip/weights.safetensors", environment: ["http_proxy": server.base])
        #expect(proxied.status == 0 && FileManager.default.contents(atPath: downloaded) == content)
        #expect(try server.requests.map(\.proxied) == [true])
        let direct = try pull(
            server.address("clip/weights.safetensors"), "--to", folder.path("direct"),
            environment: ["http_proxy": "http://127.0.0.1:1"])
        #expect(direct.status == 0)
        #expect(try server.requests.map(\.proxied) == [true, false])
    }

    @Test func `Ctrl-C keeps what has come and the same command goes on`() throws {
        let address = server.address("clip/weights.safetensors?slow=100000")
        let process = Process()
        process.executableURL = Earshot.executable
        process.arguments = ["models", "pull", address]
        process.environment = ProcessInfo.processInfo.environment.merging(cache) { $1 }
        process.standardError = try FileHandle(forWritingTo: folder.emptyFile("log"))
        try process.run()
        let part = downloaded + ".part"
        func size() -> Int { FileManager.default.contents(atPath: part)?.count ?? 0 }
        while process.isRunning, size() < 20_000 { usleep(10_000) }
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
        let kept = size()
        #expect(kept >= 20_000 && kept < 400_000)
        let log = try String(contentsOfFile: folder.path("log"), encoding: .utf8)
        #expect(log.contains("\(kept) bytes are kept in \(part)"))
        let listed = try Earshot.run(["models", "list"], in: folder, environment: cache)
        #expect(listed.output.contains("incomplete"))
        #expect(try pull(address).status == 0)
        #expect(FileManager.default.contents(atPath: downloaded) == content)
        #expect(try server.requests.map(\.range) == [nil, "bytes=\(kept)-"])
    }

    @Test func `a disk that takes no more ends with 1, names the file and keeps the part`() throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = [
            "-c", "trap '' XFSZ; ulimit -f 100; exec \"$0\" \"$@\"", Earshot.executable.path, "models", "pull",
            server.address("clip/weights.safetensors"),
        ]
        process.environment = ProcessInfo.processInfo.environment.merging(cache) { $1 }
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let text = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 1)
        #expect(text.contains("cannot write \(downloaded).part: File too large"))
        #expect(FileManager.default.contents(atPath: downloaded + ".part")?.count == 102_400)
    }

    @Test func `a wrong digest, a missing file, a large file and an unknown name end with 1 and leave nothing`() throws
    {
        let address = server.address("clip/weights.safetensors")
        let wrong = try pull(address, "--sha256", String(repeating: "0", count: 64))
        #expect(wrong.status == 1 && wrong.errors.contains("it was removed"))
        let missing = try pull(server.address("clip/absent.pt"))
        #expect(missing.status == 1 && missing.errors.contains("404"))
        let large = try pull(address, "--max-size", "100kB")
        #expect(large.status == 1 && large.errors.contains("raise it with --max-size"))
        #expect(try pull("resnet").status == 1)
        #expect(!FileManager.default.fileExists(atPath: downloaded))
    }

    @Test func `a file that lies on a drive is named with its address and the command to type`() throws {
        let outcome = try pull("ovavss-r50")
        #expect(outcome.status == 3)
        #expect(
            outcome.output.contains("https://1drv.ms/") && outcome.output.contains("--ovavss model_ov_avss_r50.pth"))
        #expect(try server.requests.isEmpty)
    }

    @Test(arguments: ["ovavss-r50", "ovavss-swinb"])
    func `the command that is told is one that an import takes`(name: String) throws {
        let told = try #require(try pull(name).output.split(separator: "next:  earshot ").last)
        let words = told.split(whereSeparator: \.isWhitespace).map(String.init)
        let outcome = try Earshot.run(words, in: folder, environment: cache)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains(".pth: open: No such file or directory"))
    }

    @Test(arguments: [["--sha256", "12"], ["--timeout", "0"], ["--tries", "0"], ["--max-size", "much"], []])
    func `a wrong command line ends with 2`(options: [String]) throws {
        let files = options.isEmpty ? [] : ["RN50"]
        let outcome = try Earshot.run(["models", "pull"] + files + options, in: folder, environment: cache)
        #expect(outcome.status == 2)
    }
}
