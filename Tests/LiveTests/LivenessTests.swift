import Live
import Snippets
import Testing

/// The state machine in virtual time.
struct LivenessTests {
    private let start = ContinuousClock.now
    private let refused = Loss(.error, "refused", isUnreachable: true)
    private let frozen = Loss(.timeout, "silent")
    private let denied = Loss(.auth, "401")

    @Test func `a source that is away at start is connecting, told once`() {
        var run = VirtualRun(at: start)
        #expect(run.liveness.began()?.state == .connecting)
        #expect(run.lose(refused).map(\.state) == [.connecting])
        #expect(run.lose(refused).isEmpty)
        #expect(run.connect()?.state == .healthy)
    }

    @Test func `the first retry follows within a second, later ones within half a minute`() {
        var run = VirtualRun(at: start)
        let waits = (0..<12).map { _ in run.waitAfter(refused) }
        #expect(waits[0] <= .seconds(1) && waits[0] >= .milliseconds(500))
        #expect(zip(waits, waits.dropFirst()).prefix(4).allSatisfy { $1 > $0 * 0.9 })
        #expect(waits.allSatisfy { $0 <= .seconds(30) })
        #expect(waits.suffix(6).allSatisfy { $0 >= .seconds(15) })
        #expect(Set(waits.suffix(6)).count == 6)
    }

    @Test func `the backoff is forgotten after half a minute of good data, and not before`() throws {
        var run = VirtualRun(at: start)
        for _ in 0..<8 { _ = run.waitAfter(refused) }
        _ = run.connect()
        try run.watch(for: .seconds(29), bringing: [.video, .sound])
        #expect(run.waitAfter(frozen) > .seconds(10))
        _ = run.connect()
        try run.watch(for: .seconds(31), bringing: [.video, .sound])
        #expect(run.waitAfter(frozen) <= .seconds(1))
    }

    @Test func `refused credentials are tried again slowly and no probe cuts the wait`() {
        var run = VirtualRun(at: start)
        for _ in 0..<8 {
            let wait = run.waitAfter(denied)
            #expect(wait >= .seconds(30) && wait <= .seconds(375))
            #expect(run.liveness.probe == nil)
        }
    }

    @Test func `a probe that reaches a source that was away ends the wait`() throws {
        var run = VirtualRun(at: start)
        for _ in 0..<8 { _ = run.lose(refused) }
        run.now = try #require(run.liveness.probe)
        #expect(run.now == start + .seconds(2))
        run.liveness.probed(listens: false, at: run.now)
        run.now += .seconds(2)
        run.liveness.probed(listens: true, at: run.now)
        #expect(run.liveness.retry == run.now)
    }

    @Test func `a server that listens all the time and gives nothing is not tried sooner for it`() throws {
        var run = VirtualRun(at: start)
        for _ in 0..<8 { _ = run.lose(Loss(.state, "404")) }
        let retry = try #require(run.liveness.retry)
        run.now += .seconds(2)
        run.liveness.probed(listens: true, at: run.now)
        #expect(run.liveness.retry == retry)
    }

    @Test(arguments: [MediaTrack.video, .sound])
    func `one track that stays away is a stall that names it, without a new connection`(track: MediaTrack) throws {
        var run = VirtualRun(at: start)
        _ = run.connect()
        let told = try run.watch(for: .seconds(60), bringing: [track.other])
        #expect(told.map(\.state) == [.stalled])
        #expect(told.first?.reason == .timeout)
        #expect(told.first?.message?.contains(track == .video ? "no picture" : "no sound") == true)
        #expect(run.liveness.retry == nil)
        #expect(try run.watch(for: .seconds(5), bringing: [.video, .sound]).map(\.state) == [.healthy])
    }

    @Test func `a stall of one track is seen within ten seconds`() throws {
        var run = VirtualRun(at: start)
        _ = run.connect()
        try run.watch(for: .seconds(20), bringing: [.video, .sound])
        let stopped = run.now
        while try run.watch(for: .milliseconds(40), bringing: [.video]).isEmpty {}
        #expect(run.now - stopped <= .seconds(10))
    }

    @Test func `packets that never decode are told apart from silence`() throws {
        var run = VirtualRun(at: start)
        _ = run.connect()
        let told = try run.watch(for: .seconds(12), bringing: [.sound], undecodable: [.video])
        #expect(told.map(\.reason) == [.state])
        #expect(throws: Liveness.Undecodable.self) {
            try run.watch(for: .seconds(12), bringing: [], undecodable: [.video, .sound])
        }
    }

    @Test func `a freeze is a stall and then a reconnection`() {
        var run = VirtualRun(at: start)
        _ = run.connect()
        #expect(run.lose(frozen).map(\.state) == [.stalled, .reconnecting])
        #expect(run.connect()?.state == .healthy)
        #expect(run.lose(Loss(.eos, "ended")).map(\.state) == [.reconnecting])
        #expect(run.lose(refused).map(\.reason) == [.error])
    }
}
