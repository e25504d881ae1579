import Live
import Snippets

/// A liveness in time that a test moves, with chance that comes again in every run.
struct VirtualRun {
    var now: ContinuousClock.Instant
    var liveness: Liveness
    private var chance = SeededGenerator(seed: 7)

    init(at start: ContinuousClock.Instant) {
        now = start
        liveness = Liveness(at: start)
    }

    mutating func connect() -> SourceStatus? { liveness.connected([.video, .sound], at: now) }

    mutating func lose(_ loss: Loss) -> [SourceStatus] { liveness.lost(loss, at: now, using: &chance) }

    /// How long after the loss the source is tried again; that time passes.
    mutating func waitAfter(_ loss: Loss) -> Duration {
        _ = lose(loss)
        let retry = liveness.retry ?? now
        defer { now = retry }
        return now.duration(to: retry)
    }

    /// Time passes with a packet of each track every 40 ms.
    ///
    /// - Returns: the states told.
    @discardableResult
    mutating func watch(
        for duration: Duration, bringing tracks: [MediaTrack], undecodable: [MediaTrack] = []
    ) throws(Liveness.Undecodable) -> [SourceStatus] {
        var told: [SourceStatus] = []
        let end = now + duration
        while now < end {
            now += .milliseconds(40)
            for track in tracks { liveness.received(track, isDecoded: true, at: now) }
            for track in undecodable { liveness.received(track, isDecoded: false, at: now) }
            if let status = try liveness.checked(at: now) { told.append(status) }
        }
        return told
    }
}

extension MediaTrack {
    var other: MediaTrack { self == .video ? .sound : .video }
}

/// SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
