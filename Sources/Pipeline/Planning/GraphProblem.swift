/// One reason why a graph cannot run.
package enum GraphProblem: Sendable, Hashable, CustomStringConvertible {
    case noSource
    case duplicateNode(String)
    case duplicateRing(String)
    case unusedOutput(node: String)
    case negativeSize(node: String)
    case emptyRing(RingPlan)
    case tooFewItems(RingPlan, RingMinimum)
    case tooFewBytes(RingPlan, RingMinimum)

    /// The ring it is about, if it is about one.
    package var ring: String? {
        switch self {
        case .duplicateRing(let name): name
        case .emptyRing(let ring), .tooFewItems(let ring, _), .tooFewBytes(let ring, _): ring.name
        default: nil
        }
    }

    package var description: String {
        switch self {
        case .noSource: "the graph has no source"
        case .duplicateNode(let name): "two stages are named \"\(name)\""
        case .duplicateRing(let name): "two rings are named \"\(name)\""
        case .unusedOutput(let node): "nothing takes the output of stage \"\(node)\""
        case .negativeSize(let node): "stage \"\(node)\" declares a negative look-ahead or memory"
        case .emptyRing(let ring):
            "ring \"\(ring.name)\" has \(ring.items) items, \(ring.bytes) bytes and items of up to "
                + "\(ring.maximumItemBytes) bytes: capacities start at 1, item sizes at 0"
        case .tooFewItems(let ring, let minimum):
            "ring \"\(ring.name)\" holds \(ring.items) \(ring.items == 1 ? "item" : "items"), the minimum is "
                + "\(minimum.items)\(Self.reason(minimum))"
        case .tooFewBytes(let ring, let minimum):
            "ring \"\(ring.name)\" holds \(ring.bytes) bytes, the minimum is \(minimum.bytes): "
                + "\(minimum.items) \(minimum.items == 1 ? "item" : "items") of up to \(ring.maximumItemBytes) bytes"
                + Self.reason(minimum)
        }
    }

    private static func reason(_ minimum: RingMinimum) -> String {
        guard let wait = minimum.wait else { return "" }
        return " (items wait at \"\(wait.join)\" for a branch with \(wait.lookAhead) of look-ahead and "
            + "\(wait.depth) \(wait.depth == 1 ? "stage" : "stages"))"
    }
}

/// Every reason why a graph cannot run.
package struct GraphProblems: Error, Sendable, CustomStringConvertible {
    package let graph: String
    package let problems: [GraphProblem]

    package var description: String {
        "pipeline \"\(graph)\" cannot run: " + problems.map(\.description).joined(separator: "; ")
    }
}

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
