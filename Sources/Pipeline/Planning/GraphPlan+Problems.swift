extension GraphPlan {
    /// Everything that keeps this graph from running, in the order of its nodes and rings.
    package var problems: [GraphProblem] {
        nodeProblems + ringProblems
    }

    private var nodeProblems: [GraphProblem] {
        var problems: [GraphProblem] = nodes.contains { $0.kind == .source } ? [] : [.noSource]
        problems += Self.repeated(nodes.map(\.name)).map { .duplicateNode($0) }
        for node in nodes {
            if node.lookAhead < 0 || node.heldBytes < 0 { problems.append(.negativeSize(node: node.name)) }
            if node.kind != .sink && outputs(of: node.name).isEmpty { problems.append(.unusedOutput(node: node.name)) }
        }
        return problems
    }

    private var ringProblems: [GraphProblem] {
        Self.repeated(edges.map(\.ring.name)).map { .duplicateRing($0) } + edges.flatMap(sizeProblems)
    }

    private func sizeProblems(of edge: EdgePlan) -> [GraphProblem] {
        let ring = edge.ring
        guard ring.items >= 1, ring.bytes >= 1, ring.maximumItemBytes >= 0 else { return [.emptyRing(ring)] }
        let minimum = minimum(of: edge)
        if ring.items < minimum.items { return [.tooFewItems(ring, minimum)] }
        return ring.bytes < minimum.bytes ? [.tooFewBytes(ring, minimum)] : []
    }

    private static func repeated(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        var twice: [String] = []
        for name in names where !seen.insert(name).inserted && !twice.contains(name) { twice.append(name) }
        return twice
    }
}
