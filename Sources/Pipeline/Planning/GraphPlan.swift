/// The shape and the sizes of a graph: what can be checked and printed before anything runs.
///
/// Nodes are listed upstream first: an edge leads from an earlier node to a later one.
package struct GraphPlan: Sendable, Hashable {
    package var name: String
    package var nodes: [NodePlan]
    package var edges: [EdgePlan]

    package init(name: String, nodes: [NodePlan] = [], edges: [EdgePlan] = []) {
        self.name = name
        self.nodes = nodes
        self.edges = edges
    }

    /// The ring of that name.
    ///
    /// - Precondition: it exists.
    package func ring(_ name: String) -> RingPlan {
        guard let edge = edges.first(where: { $0.ring.name == name }) else {
            preconditionFailure("graph \"\(self.name)\" has no ring \"\(name)\"")
        }
        return edge.ring
    }

    /// The node of that name.
    ///
    /// - Precondition: it exists.
    package func node(_ name: String) -> NodePlan {
        guard let node = nodes.first(where: { $0.name == name }) else {
            preconditionFailure("graph \"\(self.name)\" has no node \"\(name)\"")
        }
        return node
    }

    func inputs(of node: String) -> [EdgePlan] { edges.filter { $0.to == node } }

    func outputs(of node: String) -> [EdgePlan] { edges.filter { $0.from == node } }

    /// The node and everything upstream of it.
    func upstream(of node: String) -> Set<String> {
        var found: Set<String> = [node]
        for name in nodes.map(\.name).reversed() where found.contains(name) {
            found.formUnion(inputs(of: name).map(\.from))
        }
        return found
    }

    /// The nodes that lead into one side of a join and not into the other; empty if `join` is none.
    func branch(_ side: EdgePlan.Side, notOf other: EdgePlan.Side, into join: String) -> Set<String> {
        let inputs = inputs(of: join)
        guard let mine = inputs.first(where: { $0.side == side }), let its = inputs.first(where: { $0.side == other })
        else { return [] }
        return upstream(of: mine.from).subtracting(upstream(of: its.from))
    }
}
