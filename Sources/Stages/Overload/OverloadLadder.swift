/// How many of some steps are taken against a load, in their order: one at a time under pressure, one back after a long calm.
///
/// A step that was needed again soon after it was taken back is held longer each time, so a load near a threshold does not
/// make it come and go. Times are durations since any fixed instant.
package struct OverloadLadder: Sendable {
    private struct Step {
        /// At which it is taken.
        let pressure: Double
        var hold = OverloadLadder.shortestHold
        var leftAt: Duration?
    }

    package static let shortestHold = Duration.seconds(20)
    package static let longestHold = Duration.seconds(2_560)
    /// A step needed again within this time was taken back too early.
    private static let relapse = Duration.seconds(600)

    /// Steps taken.
    package private(set) var level = 0
    private var steps: [Step]
    private var calmSince: Duration?

    /// - Parameter pressures: at which each step is taken.
    package init(stepsAt pressures: [Double]) {
        steps = pressures.map { Step(pressure: $0) }
    }

    /// - Parameter isCalm: nothing waits, so that the last step could be spared.
    /// - Returns: the index of the step taken (`isActive`) or taken back; nil where all stays as it is.
    package mutating func update(pressure: Double, isCalm: Bool, at now: Duration) -> (step: Int, isActive: Bool)? {
        if level < steps.count, pressure >= steps[level].pressure { return climb(at: now) }
        guard level > 0 else { return nil }
        guard isCalm else {
            calmSince = nil
            return nil
        }
        let since = calmSince ?? now
        calmSince = since
        return now - since >= steps[level - 1].hold ? descend(at: now) : nil
    }

    private mutating func climb(at now: Duration) -> (step: Int, isActive: Bool) {
        let step = level
        if let leftAt = steps[step].leftAt {
            let wasSoon = now - leftAt < max(Self.relapse, steps[step].hold * 2)
            steps[step].hold = wasSoon ? min(steps[step].hold * 2, Self.longestHold) : Self.shortestHold
        }
        level += 1
        calmSince = nil
        return (step, true)
    }

    private mutating func descend(at now: Duration) -> (step: Int, isActive: Bool) {
        level -= 1
        steps[level].leftAt = now
        calmSince = nil
        return (level, false)
    }
}
