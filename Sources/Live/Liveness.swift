package import Snippets

/// The states of a live source: `connecting → healthy → stalled → reconnecting → …`, and when it is tried again.
///
/// Pure: every call says what time it is, and chance is handed in. Calls whose state is worth telling return it.
package struct Liveness: Sendable {
    private enum Phase: Sendable {
        case waiting(Wait)
        case connected(Connected)
    }

    private struct Wait: Sendable {
        var retry: ContinuousClock.Instant
        var probe: ContinuousClock.Instant
        /// The source was seen to be away, so a probe that reaches it says that it is back.
        var isAway: Bool
        let isRefusal: Bool
    }

    private struct Connected: Sendable {
        var tracks: TrackWatch
        /// Since when everything has come as it should.
        var goodSince: ContinuousClock.Instant?
    }

    private let policy: LivenessPolicy
    private var phase: Phase
    private var backoff = Backoff()
    private var hasBeenHealthy = false
    private var told: SourceStatus?

    package init(_ policy: LivenessPolicy = LivenessPolicy(), at now: ContinuousClock.Instant) {
        self.policy = policy
        phase = .waiting(Wait(retry: now, probe: now, isAway: false, isRefusal: false))
    }

    /// When the source is to be tried again; nil while it is connected.
    package var retry: ContinuousClock.Instant? {
        if case .waiting(let wait) = phase { wait.retry } else { nil }
    }

    /// When it is to be probed; nil while it is connected, and where it refused the credentials, which no probe can tell.
    package var probe: ContinuousClock.Instant? {
        if case .waiting(let wait) = phase, !wait.isRefusal { wait.probe } else { nil }
    }

    /// The first attempt begins.
    package mutating func began() -> SourceStatus? { tell(.connecting) }

    /// The source was opened, and brings these tracks.
    package mutating func connected(_ tracks: Set<MediaTrack>, at now: ContinuousClock.Instant) -> SourceStatus? {
        hasBeenHealthy = true
        phase = .connected(Connected(tracks: TrackWatch(tracks, at: now), goodSince: now))
        return tell(.healthy)
    }

    /// A packet of a track came. `isDecoded`: it could be used.
    package mutating func received(_ track: MediaTrack, isDecoded: Bool, at now: ContinuousClock.Instant) {
        guard case .connected(var connected) = phase else { return }
        connected.tracks.received(track, isDecoded: isDecoded, at: now)
        phase = .connected(connected)
    }

    /// Looks at the tracks: one that stays away is a stall, both are a loss.
    package mutating func checked(at now: ContinuousClock.Instant) throws(Undecodable) -> SourceStatus? {
        guard case .connected(var connected) = phase else { return nil }
        let stalled = connected.tracks.stalled(for: policy.trackSilence, at: now)
        guard stalled.count < connected.tracks.count else { throw Undecodable() }
        connected.goodSince = stalled.isEmpty ? connected.goodSince ?? now : nil
        phase = .connected(connected)
        guard let track = stalled.first else { return tell(.healthy) }
        return tell(.stalled, connected.tracks.loss(of: track, after: policy.trackSilence))
    }

    /// Packets come, and nothing of them can be used.
    package struct Undecodable: Error {}

    /// The connection broke, or the attempt failed.
    ///
    /// - Returns: the states to be told, in order.
    package mutating func lost(
        _ loss: Loss, at now: ContinuousClock.Instant, using generator: inout some RandomNumberGenerator
    ) -> [SourceStatus] {
        var passed: [SourceStatus?] = []
        if case .connected(let connected) = phase {
            if let since = connected.goodSince, now - since >= policy.recovery { backoff.reset() }
            if loss.reason == .timeout { passed.append(tell(.stalled, loss)) }
        }
        let isRefusal = loss.reason == .auth
        let wait = backoff.next(isRefusal: isRefusal, using: &generator)
        phase = .waiting(
            Wait(
                retry: now + wait, probe: now + policy.probeInterval, isAway: loss.isUnreachable, isRefusal: isRefusal))
        passed.append(tell(hasBeenHealthy ? .reconnecting : .connecting, loss))
        return passed.compactMap(\.self)
    }

    /// A probe found that something listens at the address, or not.
    package mutating func probed(listens: Bool, at now: ContinuousClock.Instant) {
        guard case .waiting(var wait) = phase else { return }
        if listens, wait.isAway { wait.retry = min(wait.retry, now) }
        wait.isAway = !listens
        wait.probe = now + policy.probeInterval
        phase = .waiting(wait)
    }

    /// A state that has been told is not told again.
    private mutating func tell(_ state: SourceStatus.State, _ loss: Loss? = nil) -> SourceStatus? {
        let status = SourceStatus(state: state, reason: loss?.reason, message: loss?.message)
        guard told != status else { return nil }
        told = status
        return status
    }
}
