extension GraphPlan {
    /// The graph as a tree of lines, sources first, `ring → node`; a join's branch goes on where its last input is shown.
    package var tree: String {
        var tree = Tree(plan: self)
        for node in nodes where node.kind == .source { tree.add(source: node) }
        return tree.lines.joined(separator: "\n")
    }
}

private struct Tree {
    let plan: GraphPlan
    private(set) var lines: [String] = []
    private var shownInputs: [String: Int] = [:]

    init(plan: GraphPlan) {
        self.plan = plan
    }

    mutating func add(source: NodePlan) {
        lines.append(source.name)
        addOutputs(of: source.name, indent: "")
    }

    private mutating func addOutputs(of node: String, indent: String) {
        let edges = plan.outputs(of: node)
        for (place, edge) in edges.enumerated() {
            let isLast = place == edges.count - 1
            lines.append(indent + (isLast ? "└─ " : "├─ ") + "\(edge.ring.name) → \(title(of: plan.node(edge.to)))")
            shownInputs[edge.to, default: 0] += 1
            if shownInputs[edge.to] == plan.inputs(of: edge.to).count {
                addOutputs(of: edge.to, indent: indent + (isLast ? "   " : "│  "))
            }
        }
    }

    private func title(of node: NodePlan) -> String {
        switch node.kind {
        case .join: "\(node.name) (join)"
        case .stage where node.lookAhead > 0: "\(node.name) (looks \(node.lookAhead) ahead)"
        default: node.name
        }
    }
}
