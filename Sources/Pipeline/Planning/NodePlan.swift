/// One node of a graph as far as sizing goes: no code, no data.
package struct NodePlan: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case source
        case stage
        case join(Patience)
        case sink
    }

    package var name: String
    package var kind: Kind
    /// See `Stage.lookAhead`; 0 for other kinds.
    package var lookAhead: Int
    /// The most memory it keeps between items, in bytes.
    package var heldBytes: Int

    package init(_ name: String, _ kind: Kind, lookAhead: Int = 0, heldBytes: Int = 0) {
        self.name = name
        self.kind = kind
        self.lookAhead = lookAhead
        self.heldBytes = heldBytes
    }
}

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
