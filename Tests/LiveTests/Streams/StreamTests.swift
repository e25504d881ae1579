import Live
import MediaTypes
import Snippets
import Testing

/// Every transport against a real program at its other end, all at the same time.
struct StreamTests {
    @Test(arguments: StreamKind.allCases)
    func `a stream is watched, its loss is noticed, and it is watched again`(kind: StreamKind) async throws {
        let peer = try kind.peer()
        try peer.start()
        let run = LiveRun(peer.address, transport: kind.transport) { options in
            options.cutting = { _ in CutOptions() }
            options.silence = .seconds(8)
        }
        try await expectBeepsAndFlashes(run, after: 0)
        let before = run.items.count
        peer.kill()
        let lost = ContinuousClock.now
        let noticed = try #require(try await run.arrives(after: before) { $0.tells(.reconnecting) })
        #expect(lost.duration(to: noticed) <= .seconds(10))
        let reasons = run.statuses.filter { $0.state == .reconnecting }.compactMap(\.reason)
        #expect(kind.lossReasons.isSuperset(of: reasons.prefix(1)), "\(run.statuses)")
        try peer.start()
        try await expectBeepsAndFlashes(run, after: before)
        #expect(run.stop())
        run.expectWholeLedger()
    }

    /// A connection is made and brings five seconds with ten pictures each, a flash and a beep at the same instant.
    private func expectBeepsAndFlashes(_ run: LiveRun, after count: Int) async throws {
        try #require(try await run.arrives(after: count) { $0.tells(.healthy) } != nil, "\(run.statuses)")
        let healthy = try #require(run.items.dropFirst(count).firstIndex { $0.tells(.healthy) })
        try #require(try await run.arrives(after: healthy) { $0.isSnippet(4) } != nil, "\(run.statuses)")
        let epoch = run.epochs.last?.number
        let seen = try BeepAndFlash(run.snippets.filter { $0.key.epoch == epoch })
        #expect(seen.skews.count >= 3)
        #expect(seen.skews.allSatisfy { $0 <= 0.04 }, "\(seen.skews)")
        #expect(seen.intervals.allSatisfy { abs($0 - 1) < 0.001 }, "\(seen.intervals)")
        // Of the first second, what comes before a key picture cannot be shown.
        #expect(seen.pictureRate >= 8)
    }
}

extension CutItem {
    fileprivate func isSnippet(_ index: Int) -> Bool {
        if case .snippet(let snippet) = self { snippet.key.index == index } else { false }
    }
}
