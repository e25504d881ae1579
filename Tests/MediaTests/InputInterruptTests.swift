import Foundation
import Media
import TestSupport
import Testing

struct InputInterruptTests {
    private func fifo(in media: SyntheticMedia) throws -> String {
        let path = media.path("live.ts")
        try #require(mkfifo(path, 0o600) == 0)
        return path
    }

    @Test func `opening a pipe nobody writes to ends with the deadline`() throws {
        let media = try SyntheticMedia()
        let path = try fifo(in: media)
        let began = ContinuousClock.now
        let error = try #require(throws: FFmpegError.self) {
            try Demuxer(path, interrupt: InputInterrupt(timeout: .milliseconds(200)))
        }
        #expect(error.reason == .interrupted)
        #expect(ContinuousClock.now - began < .seconds(5))
    }

    @Test func `cancelling ends a read that waits`() throws {
        let media = try SyntheticMedia()
        let path = try fifo(in: media)
        let interrupt = InputInterrupt(timeout: .seconds(60))
        let canceller = Thread { interrupt.cancel() }
        canceller.start()
        let error = try #require(throws: FFmpegError.self) { try Demuxer(path, interrupt: interrupt) }
        #expect(error.reason == .interrupted)
    }

    @Test func `a writer that stops without closing is noticed, and what came before is kept`() throws {
        let media = try SyntheticMedia()
        let source = try media.make("whole.ts", "-f lavfi -i sine=d=8 -c:a mp2 -b:a 384k")
        let path = try fifo(in: media)
        // Opened for both directions, the pipe never ends and its first bytes need no reader.
        let writer = try #require(FileHandle(forUpdatingAtPath: path))
        let data = try SyntheticMedia.bytes(of: source)
        let feeder = Thread {
            // The reader gives up while the writer still has bytes; a closed pipe is then expected.
            try? writer.write(contentsOf: data)
        }
        feeder.start()
        let demuxer = try Demuxer(path, interrupt: InputInterrupt(timeout: .milliseconds(500)))
        var packets = 0
        let error = try #require(throws: FFmpegError.self) { while try demuxer.next() != nil { packets += 1 } }
        #expect(error.reason == .interrupted)
        #expect(packets > 200)
    }

    @Test func `a wait ends at its time, or at once where it is or was cancelled`() {
        let interrupt = InputInterrupt()
        let began = ContinuousClock.now
        interrupt.wait(until: began + .milliseconds(50))
        #expect(ContinuousClock.now - began >= .milliseconds(50))
        #expect(!interrupt.isCancelled)
        interrupt.wait(until: began)
        let canceller = Thread { interrupt.cancel() }
        canceller.start()
        interrupt.wait(until: .now + .seconds(600))
        interrupt.wait(until: .now + .seconds(600))
        #expect(interrupt.isCancelled)
        #expect(ContinuousClock.now - began < .seconds(300))
    }
}
