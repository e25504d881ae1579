/// What a graph has done until now: nodes and rings in the order in which they were added.
package struct GraphStatistics: Sendable, Hashable {
    package let stages: [StageStatistics]
    package let rings: [RingStatistics]
}
