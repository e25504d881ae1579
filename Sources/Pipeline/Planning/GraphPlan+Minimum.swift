extension GraphPlan {
    /// What `edge` must hold at least.
    ///
    /// An item waits at a join until its partner has come through the other branch. By then that branch has taken in
    /// as many later items as its stages look ahead, and, to keep each of its stages busy, one more for every stage;
    /// all of them lie in this ring meanwhile. If they did not fit, the branches' common producer would wait for the
    /// join and the join for the producer. Any other ring must hold one item.
    package func minimum(of edge: EdgePlan) -> RingMinimum {
        let wait = wait(at: edge)
        let items = max(1, wait.map { $0.lookAhead + $0.depth } ?? 1)
        return RingMinimum(items: items, bytes: Self.product(items, edge.ring.maximumItemBytes), wait: wait)
    }

    /// The smallest capacity of the ring of that name.
    package func minimum(ofRing name: String) -> RingMinimum? {
        edges.first { $0.ring.name == name }.map(minimum)
    }

    private func wait(at edge: EdgePlan) -> RingMinimum.Wait? {
        guard edge.side != .only, let other = inputs(of: edge.to).first(where: { $0.side != edge.side }) else {
            return nil
        }
        let mine = upstream(of: edge.from)
        let others = upstream(of: other.from)
        // Branches without a common producer cannot block each other.
        guard !mine.isDisjoint(with: others) else { return nil }
        let (lookAhead, depth) = longestPath(to: other.from, within: others.subtracting(mine))
        return RingMinimum.Wait(join: edge.to, lookAhead: lookAhead, depth: depth)
    }

    /// Look-ahead and number of nodes on the path that holds the most items among `branch`'s, ending in `last`.
    private func longestPath(to last: String, within branch: Set<String>) -> (lookAhead: Int, depth: Int) {
        var held: [String: (lookAhead: Int, depth: Int)] = [:]
        for node in nodes where branch.contains(node.name) {
            let before = inputs(of: node.name).compactMap { held[$0.from] }
                .max { $0.lookAhead + $0.depth < $1.lookAhead + $1.depth }
            held[node.name] = ((before?.lookAhead ?? 0) + node.lookAhead, (before?.depth ?? 0) + 1)
        }
        return held[last] ?? (0, 0)
    }

    /// Saturates: a bound that does not fit is as good as infinite.
    static func product(_ left: Int, _ right: Int) -> Int {
        let (value, overflow) = left.multipliedReportingOverflow(by: right)
        return overflow ? .max : value
    }
}
