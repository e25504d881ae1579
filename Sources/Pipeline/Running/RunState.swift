/// What the runner and its threads agree on: protected by the runner's monitor.
struct RunState {
    /// How far an end has been asked for.
    enum Ending: Int, Comparable {
        case none
        case stopping
        case cancelled

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    var hasStarted = false
    var running = 0
    var ending = Ending.none
    /// When a stop gives up on the right branches of joins; nil when it does not, or has.
    var drainDeadline: ContinuousClock.Instant?
    var failures: [StageFailure] = []

    mutating func ask(for ending: Ending) {
        self.ending = max(self.ending, ending)
    }
}

/// A stage that failed, and how.
package struct StageFailure: Error, Sendable, CustomStringConvertible {
    package let stage: String
    package let underlying: any Error
    /// Failures of other stages that came after this one.
    package internal(set) var later: [StageFailure] = []

    init(stage: String, underlying: any Error) {
        self.stage = stage
        self.underlying = underlying
    }

    package var description: String {
        "stage \"\(stage)\" failed: \(underlying)"
            + later.map { "; then stage \"\($0.stage)\" failed: \($0.underlying)" }.joined()
    }
}

/// How a run without a failure ended.
package enum RunOutcome: Sendable, Hashable {
    /// The sources ended and everything was drained.
    case finished
    /// `stop` was asked for; what had been read was drained, save for what the deadline cut off.
    case stopped
    /// `cancel` was asked for.
    case cancelled
}
