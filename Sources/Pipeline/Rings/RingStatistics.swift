/// Counters of one ring at one moment.
package struct RingStatistics: Sendable, Hashable {
    package let name: String
    /// Items and bytes inside now.
    package internal(set) var depth = 0
    package internal(set) var bytes = 0
    /// The most items and bytes that were inside at once.
    package internal(set) var highWaterItems = 0
    package internal(set) var highWaterBytes = 0
    package internal(set) var pushed = 0
    package internal(set) var popped = 0
    /// Items taken out because the ring was full (`dropOldest`).
    package internal(set) var dropped = 0
    /// Items that reached the ring after its consumer was gone, or lay in it then.
    package internal(set) var discarded = 0

    init(name: String) {
        self.name = name
    }
}
