/// What one node has done until now.
package struct StageStatistics: Sendable, Hashable {
    package enum State: String, Sendable {
        case ready
        case running
        case finished
        case cancelled
        case failed
    }

    package let name: String
    package internal(set) var state = State.ready
    package internal(set) var received = 0
    package internal(set) var emitted = 0
    /// Time in the stage's own code.
    package internal(set) var busy = Duration.zero
    /// Time asleep before an empty ring.
    package internal(set) var waitingForInput = Duration.zero
    /// Time asleep before a full ring.
    package internal(set) var waitingForRoom = Duration.zero
    /// Partners a join discarded because their items had gone alone.
    package internal(set) var late = 0

    init(name: String) {
        self.name = name
    }
}
