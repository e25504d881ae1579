extension GraphPlan {
    /// Holds as long as producers keep to `maximumItemBytes` and stages to `heldBytes`. An item shared by several
    /// rings counts in each.
    package var memoryBound: MemoryBound {
        MemoryBound(
            rings: Self.sum(edges.map { largestContents(of: $0.ring) }),
            inHand: Self.sum(edges.map(\.ring.maximumItemBytes) + nodes.map(largestOutput)),
            stages: Self.sum(nodes.map(\.heldBytes)))
    }

    /// The most bytes that can lie in the ring: its byte capacity, unless its item capacity allows less or a single
    /// item takes more.
    package func largestContents(of ring: RingPlan) -> Int {
        max(min(ring.bytes, Self.product(ring.items, ring.maximumItemBytes)), ring.maximumItemBytes)
    }

    private func largestOutput(of node: NodePlan) -> Int {
        outputs(of: node.name).map(\.ring.maximumItemBytes).max() ?? 0
    }

    static func sum(_ terms: [Int]) -> Int {
        terms.reduce(0) { total, term in
            let (value, overflow) = total.addingReportingOverflow(term)
            return overflow ? .max : value
        }
    }
}
