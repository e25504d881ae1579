package import Foundation
package import MediaTypes

/// How far the ledger of a source had come when the run that wrote it ended.
package struct LiveResumption: Sendable {
    package let epoch: Int
    /// Media time up to which that epoch is told.
    package let told: MediaTime
    /// When that was by this machine's clock; nil where it is not known, and so neither how long nobody watched.
    package let time: Date?

    package init(epoch: Int, told: MediaTime, time: Date?) {
        self.epoch = epoch
        self.told = told
        self.time = time
    }

    /// By this machine's clock, now; a time to come counts as now.
    var timeline: LiveTimeline {
        let ago = max(0, time.map { -$0.timeIntervalSinceNow } ?? 0)
        let end = ContinuousClock.now - .seconds(ago)
        return LiveTimeline(
            epoch: epoch, zero: end - .microseconds(told.rescaled(to: .microseconds).ticks), told: told)
    }
}
