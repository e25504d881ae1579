import Foundation
import Live
import Media
import MediaTypes
import Snippets
import TestSupport
import Testing

/// Against a real RTSP server, one test at a time: the server's process takes a core.
@Suite(.serialized) struct LiveReaderTests {
    @Test func `a server that is killed and comes back gives a second epoch, and a gap between them`() throws {
        let server = try RTSPServer()
        let run = LiveRun(server.url())
        try #require(run.first { $0.isSnippet } != nil)
        server.kill()
        try #require(run.first { $0.tells(.reconnecting, .error) } != nil)
        let before = run.items.count
        try server.restart()
        let back = ContinuousClock.now
        // It has been away for hardly more than a second, so the backoff is at most 4 s.
        let seen = try #require(run.first(after: before) { $0.isSnippet })
        #expect(back.duration(to: seen) < .seconds(9))
        #expect(run.stop())
        #expect(run.epochs.map(\.number) == [0, 1])
        #expect(run.epochs.allSatisfy { $0.reason == .open && $0.origin != nil && $0.source?.video != nil })
        run.expectWholeLedger()
        #expect(run.gaps.allSatisfy { $0.epoch == 0 && $0.reason == .error })
    }

    @Test func `a source that is away at start is a gap of the first epoch`() throws {
        let server = try RTSPServer()
        server.kill()
        let run = LiveRun(server.url())
        try #require(run.first { $0.tells(.connecting, .error) } != nil)
        try server.restart()
        try #require(run.first { $0.isSnippet } != nil)
        #expect(run.stop())
        #expect(run.epochs.map(\.number) == [0, 1])
        #expect(run.epochs[0].source == nil && run.epochs[0].origin?.clock == .arrival)
        #expect(run.statuses.map(\.state) == [.connecting, .connecting, .healthy])
        run.expectWholeLedger()
    }

    @Test func `a freeze is seen within ten seconds, and the source is watched again when it is over`() throws {
        let server = try RTSPServer()
        let run = LiveRun(server.url())
        try #require(run.first { $0.isSnippet } != nil)
        server.freeze()
        let frozen = ContinuousClock.now
        let seen = try #require(run.first { $0.tells(.stalled, .timeout) })
        #expect(frozen.duration(to: seen) <= .seconds(10))
        let before = run.items.count
        server.thaw()
        try #require(run.first(after: before) { $0.isSnippet } != nil)
        #expect(run.stop())
        #expect(run.statuses.map(\.state) == [.connecting, .healthy, .stalled, .reconnecting, .healthy])
        run.expectWholeLedger()
    }

    @Test(arguments: ["picture", "sound"])
    func `one track that stops is told of within ten seconds and the other is watched on`(track: String) throws {
        let server = try RTSPServer()
        let run = LiveRun(server.url())
        try #require(run.first { $0.isSnippet } != nil)
        try server.tell("mute \(track)")
        let muted = ContinuousClock.now
        let seen = try #require(run.first { $0.tells(.stalled) })
        #expect(muted.duration(to: seen) <= .seconds(10))
        #expect(run.statuses.last?.message?.contains("no \(track)") == true)
        try server.tell("unmute \(track)")
        let before = run.items.count
        try #require(run.first(after: before) { $0.tells(.healthy) } != nil)
        #expect(run.stop())
        #expect(run.epochs.count == 1)
        let lacking = run.snippets.filter { track == "picture" ? $0.keyPicture == nil : $0.soundSamples == 0 }
        #expect(lacking.count >= 4)
        run.expectWholeLedger()
    }

    @Test func `a wrong password is told apart and not tried again soon`() throws {
        let server = try RTSPServer("--auth digest --password s3same")
        let run = LiveRun(server.url(credentials: "viewer:wr0ng"))
        try #require(run.first { $0.tells(.connecting, .auth) } != nil)
        #expect(run.first(within: .seconds(3)) { $0.tells(.healthy) } == nil)
        #expect(run.stop())
        #expect(!run.statuses.contains { $0.message?.contains("wr0ng") == true })
        #expect(run.gaps.map(\.reason) == [.auth])
    }

    @Test func `twenty reconnections leave no descriptor and no thread behind`() throws {
        let server = try RTSPServer()
        // Each loss counts as the first one, so that the backoff does not make the test long.
        let run = LiveRun(server.url()) { $0.policy.recovery = .zero }
        try #require(run.first { $0.isSnippet } != nil)
        var first: (Int, Int)?
        for _ in 0..<21 {
            let before = run.items.count
            try server.tell("disconnect")
            try #require(run.first(after: before) { $0.tells(.healthy) } != nil)
            if first == nil { first = try Self.resources() }
        }
        let (descriptors, threads) = try Self.resources()
        let (descriptorsBefore, threadsBefore) = try #require(first)
        #expect(descriptors <= descriptorsBefore + 2)
        #expect(threads <= threadsBefore + 2)
        #expect(run.stop())
        run.expectWholeLedger()
    }

    private static func resources() throws -> (Int, Int) {
        let files = FileManager.default
        return (
            try files.contentsOfDirectory(atPath: "/proc/self/fd").count,
            try files.contentsOfDirectory(atPath: "/proc/self/task").count
        )
    }
}
