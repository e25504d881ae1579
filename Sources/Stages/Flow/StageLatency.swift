package import Pipeline

/// How long each stage worked on one snippet, in the order in which the stages ran. Goes into `wall` only.
package struct StageLatency: Sendable {
    package private(set) var stages: [(name: String, duration: Duration)] = []

    package var total: Duration { stages.reduce(.zero) { $0 + $1.duration } }

    package static let none = StageLatency()

    /// Runs `work` and adds its time under `name`.
    package mutating func measure<Result>(_ name: String, _ work: () throws -> Result) rethrows -> Result {
        let clock = ContinuousClock()
        let start = clock.now
        defer { stages.append((name, start.duration(to: clock.now))) }
        return try work()
    }

    /// As `measure`, when the turn has come; waiting for it does not count.
    package mutating func measure<Result>(
        _ name: String, in turns: Turns?, _ work: () throws -> Result
    ) rethrows -> Result {
        guard let turns else { return try measure(name, work) }
        return try turns.take { try measure(name, work) }
    }

    package func joined(with other: StageLatency) -> StageLatency {
        var joined = self
        joined.stages += other.stages
        return joined
    }
}
