import Live
import Snippets
import TestSupport
import Testing

/// A camera whose clocks disagree is reported and never corrected.
struct DriftTests {
    /// Seconds by which the sound's clock gets ahead every second.
    private static let step = 0.01

    @Test func `sound whose clock is one per cent fast is told of, its samples stay where its timestamps say`()
        async throws
    {
        // A sender's reports would say how its two clocks go, and by them the library sets its timestamps right.
        let server = try RTSPServer("--no-rtcp")
        let run = LiveRun(server.url()) { $0.cutting = { _ in CutOptions() } }
        try #require(try await run.arrives { $0.isSnippet } != nil)
        let opened = ContinuousClock.now
        var ahead = 0.0
        // The first ten seconds are what later ones are held against.
        while opened.duration(to: .now) < .seconds(24) {
            try server.tell("shift sound \(Self.step)")
            ahead += Self.step
            try await Task.sleep(until: opened + .seconds(ahead / Self.step))
        }
        #expect(run.stop())
        #expect(run.epochs.count == 1, "\(run.statuses)")
        let drift = try #require(run.snippets.last?.drift)
        let sound = try #require(drift.sound) / .seconds(1), picture = try #require(drift.video) / .seconds(1)
        // Least delays of ten seconds are compared, so how much of it is told depends on when the connection began.
        #expect((-ahead ... -0.05).contains(sound), "\(sound) of \(ahead)")
        #expect(abs(picture) < 0.03, "\(picture)")
        let filled = run.snippets.reduce(0) { $0 + $1.missing }
        #expect(abs(Double(filled) / 16_000 - ahead) < 0.08, "\(filled) samples were missing")
        let skews = try BeepAndFlash(run.snippets).skews
        let (first, last) = (try #require(skews.first), try #require(skews.last))
        #expect(first < 0.06 && abs(last - ahead) < 0.08, "\(skews)")
    }
}
