import Foundation
import Live
import Snippets
import TestSupport
import Testing

/// An interrupt ends whatever a live source is doing.
extension LiveReaderTests {
    @Test func `an interrupt ends it while it is read`() throws {
        let server = try RTSPServer()
        let run = LiveRun(server.url())
        try #require(run.first { $0.isSnippet } != nil)
        #expect(run.stop())
    }

    @Test func `an interrupt ends it while a frozen source is waited for`() throws {
        let server = try RTSPServer()
        let run = LiveRun(server.url())
        try #require(run.first { $0.isSnippet } != nil)
        server.freeze()
        usleep(2_000_000)
        #expect(run.stop())
    }

    @Test func `an interrupt ends it while a source that never answers is opened`() throws {
        let server = try RTSPServer()
        server.freeze()
        let run = LiveRun(server.url())
        usleep(1_000_000)
        #expect(run.stop())
    }

    @Test func `an interrupt ends it while it is waited for the next attempt`() throws {
        let run = LiveRun("rtsp://127.0.0.1:1/nothing")
        try #require(run.first { $0.tells(.connecting, .error) } != nil)
        usleep(4_000_000)
        #expect(run.stop())
        // The time until the stop is told.
        #expect(run.gaps.count == 1)
    }
}
