import Foundation
import Logging
import Media
import Synchronization
import TestSupport
import Testing

@Suite(.serialized)
struct FFmpegLogTests {
    @Test func `FFmpeg's lines reach the logger from any thread, without secrets`() throws {
        let lines = LogLines()
        var logger = Logger(label: "test") { _ in lines }
        logger.logLevel = .debug
        FFmpegLog.install(logger)
        defer { FFmpegLog.install(Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }) }
        Secrets.shared.protect("swordfish-7311")
        let media = try SyntheticMedia()
        let path = media.path("swordfish-7311.mp4")
        try Data("no media at all, but long enough to be looked at".utf8).write(to: URL(filePath: path))
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            #expect(throws: FFmpegError.self) { try Demuxer(path) }
            #expect(throws: FFmpegError.self) { try Demuxer("http://anna:swordfish-7311@127.0.0.1:9/x") }
            done.signal()
        }
        done.wait()
        let text = lines.text
        #expect(text.contains("Connection to tcp://127.0.0.1:9"), "\(text)")
        #expect(!text.contains("swordfish") && !text.contains("anna"))
    }
}

/// Keeps what is logged.
private final class LogLines: LogHandler {
    private let kept = Mutex<[String]>([])
    var metadata: Logger.Metadata {
        get { [:] }
        set { _ = newValue }
    }
    var logLevel: Logger.Level {
        get { .debug }
        set { _ = newValue }
    }

    var text: String { kept.withLock { $0.joined(separator: "\n") } }

    subscript(metadataKey _: String) -> Logger.Metadata.Value? {
        get { nil }
        set { _ = newValue }
    }

    func log(event: LogEvent) {
        kept.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
    }
}
