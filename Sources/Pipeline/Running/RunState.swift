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

    /// Whether items on their way no longer count.
    var isCutOff: Bool { ending == .cancelled || !failures.isEmpty }

    mutating func ask(for ending: Ending) {
        self.ending = max(self.ending, ending)
    }
}
