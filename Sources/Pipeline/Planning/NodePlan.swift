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
