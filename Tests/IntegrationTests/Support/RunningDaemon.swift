import Foundation
import Glibc
import Testing

/// A running `earshot run` and what it logged so far.
final class RunningDaemon {
    let process = Process()
    let pidFile: String
    private let log: URL

    init(_ paths: [String], in folder: TemporaryFolder, options: [String] = [], environment: [String: String] = [:])
        throws
    {
        pidFile = folder.path("earshot.pid")
        log = try folder.emptyFile("log-\(UUID().uuidString)")
        process.executableURL = Earshot.executable
        process.arguments = ["run"] + paths + options + ["--pid-file", pidFile]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: log)
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    var logText: String { String(decoding: FileManager.default.contents(atPath: log.path) ?? Data(), as: UTF8.self) }

    /// Until the log holds a text, the process ends or a minute is over.
    func waitForLog(_ text: String, count: Int = 1) throws {
        let isThere = wait { self.logText.components(separatedBy: text).count > count }
        try #require(isThere, "\(text) is not in \(logText)")
    }

    /// Until something holds, the process ends or a minute is over.
    func wait(until condition: () -> Bool) -> Bool {
        let deadline = ContinuousClock.now + .seconds(60)
        while !condition() {
            guard process.isRunning, ContinuousClock.now < deadline else { return condition() }
            usleep(20_000)
        }
        return true
    }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// - Returns: the exit status and how long it took from now.
    func end() -> (status: Int32, time: Duration) {
        let began = ContinuousClock.now
        process.waitUntilExit()
        return (process.terminationStatus, ContinuousClock.now - began)
    }
}

/// Spec files in a folder, each over a file that takes long to watch.
struct SpecFiles {
    let folder: TemporaryFolder

    /// The sample, many times in a row.
    func longClip() throws -> String {
        let path = folder.path("long.mp4")
        guard !FileManager.default.fileExists(atPath: path) else { return path }
        let made = try Process.run(
            URL(filePath: "/usr/bin/env"),
            arguments: [
                "ffmpeg", "-v", "error", "-stream_loop", "300", "-i", Earshot.sample("dog-and-guitar"), "-c", "copy",
                path,
            ])
        made.waitUntilExit()
        try #require(made.terminationStatus == 0)
        return path
    }

    /// - Returns: the spec's path.
    @discardableResult
    func write(
        _ name: String, source: String, words: [String] = [], stride: Int = 1, video: Bool = true, events: Bool = true
    ) throws -> String {
        let path = folder.path("\(name).yaml")
        let text = """
            source:
              id: \(name)
              url: \(source)
            model:
              stride: \(stride)
            \(words.isEmpty ? "" : "  words: [\(words.joined(separator: ", "))]")
            outputs:
            \(video ? "  video: {path: \(folder.path("\(name).mp4")), preset: ultrafast}" : "")
            \(events ? "  events: {path: \(folder.path("\(name).jsonl"))}" : "")
            """
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    func events(_ name: String) -> String { folder.path("\(name).jsonl") }
    func video(_ name: String) -> String { folder.path("\(name).mp4") }

    /// Lines of the events so far.
    func lineCount(_ name: String) -> Int {
        (FileManager.default.contents(atPath: events(name)) ?? Data()).count { $0 == UInt8(ascii: "\n") }
    }
}
