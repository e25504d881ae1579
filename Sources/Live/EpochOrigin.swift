import Foundation
import MediaTypes
import Snippets

/// When media time 0 of an epoch was.
struct EpochOrigin {
    /// By this machine's clock that never steps.
    let instant: ContinuousClock.Instant
    /// For the events.
    let time: Epoch.Origin

    /// A sender whose clock says less than this has not been set: 2010.
    private static let earliest = Date(timeIntervalSince1970: 1_262_304_000)

    /// - Parameter reader: has read the epoch's first packets.
    init(of epoch: Epoch, _ reader: MediaReader) {
        let now = ContinuousClock.now
        let starts: [(MediaTrack, MediaTime?)] = [(.video, epoch.videoStart), (.sound, epoch.soundStart)]
        let instants = starts.compactMap { track, start in
            start.flatMap { start in reader.zero(of: track).map { $0 + .microseconds(start.microseconds) } }
        }
        instant = instants.min() ?? now
        let arrived = Self.arrived(at: instant, now: now)
        time = Self.sent(epoch, reader, arrived) ?? arrived
    }

    /// The start of a run that has not reached its source.
    init(at instant: ContinuousClock.Instant) {
        self.instant = instant
        time = Self.arrived(at: instant, now: .now)
    }

    private static func sent(_ epoch: Epoch, _ reader: MediaReader, _ arrived: Epoch.Origin) -> Epoch.Origin? {
        let starts = [epoch.videoStart, epoch.soundStart].compactMap(\.self)
        guard !epoch.alignedClocks, let zero = reader.senderTimeOfZero, let start = starts.min() else { return nil }
        let time = Date(timeIntervalSince1970: Double(zero + start.microseconds) / 1e6)
        guard time >= earliest else { return nil }
        let ahead = time.timeIntervalSince(arrived.time)
        return Epoch.Origin(time: time, clock: .rtcpNTP, ahead: .seconds(ahead))
    }

    private static func arrived(at instant: ContinuousClock.Instant, now: ContinuousClock.Instant) -> Epoch.Origin {
        let ago = instant.duration(to: now) / .seconds(1)
        return Epoch.Origin(time: Date(timeIntervalSinceNow: -ago), clock: .arrival)
    }
}

extension MediaTime {
    fileprivate var microseconds: Int64 { rescaled(to: .microseconds).ticks }
}
