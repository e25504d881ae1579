/// A ring between two nodes, named by them.
package struct EdgePlan: Sendable, Hashable {
    /// The input of the consumer it feeds: joins have two, everything else has one.
    package enum Side: Sendable, Hashable {
        case only
        case left
        case right
    }

    package var ring: RingPlan
    package var from: String
    package var to: String
    package var side: Side

    package init(_ ring: RingPlan, from: String, to: String, side: Side = .only) {
        self.ring = ring
        self.from = from
        self.to = to
        self.side = side
    }
}
