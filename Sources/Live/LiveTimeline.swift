import MediaTypes
import Snippets

/// Where the ledger of a live source stands, on this machine's clock: which epoch is open, and up to where its time is told.
struct LiveTimeline: Sendable {
    let epoch: Int
    /// When media time 0 of the epoch was.
    let zero: ContinuousClock.Instant
    /// Media time up to which everything is told.
    private(set) var told: MediaTime

    init(epoch: Int, zero: ContinuousClock.Instant, told: MediaTime = .zero) {
        self.epoch = epoch
        self.zero = zero
        self.told = told
    }

    mutating func tell(upTo end: MediaTime) { told = max(told, end) }

    func mediaTime(at instant: ContinuousClock.Instant) -> MediaTime { MediaTime(zero.duration(to: instant)) }

    /// When what is told ends.
    var end: ContinuousClock.Instant { zero + .microseconds(told.rescaled(to: .microseconds).ticks) }

    /// Tells of the time up to an instant as gaps of at most `longest`.
    mutating func gaps(
        upTo instant: ContinuousClock.Instant, reason: LossReason, longest: Duration? = nil
    ) -> [Gap] {
        var gaps: [Gap] = []
        let end = mediaTime(at: instant)
        while told < end {
            let next = longest.map { min(end, told.rescaled(to: .microseconds) + MediaTime($0)) } ?? end
            gaps.append(Gap(epoch: epoch, span: told..<next, reason: reason))
            told = next
        }
        return gaps
    }
}

extension MediaTime {
    /// In microseconds.
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self.init(seconds * 1_000_000 + attoseconds / 1_000_000_000_000, .microseconds)
    }
}
