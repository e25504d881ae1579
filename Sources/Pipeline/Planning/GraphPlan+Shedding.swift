extension GraphPlan {
    /// The rings that feed only right branches of joins: what a stop gives up at its deadline.
    var sheddableRings: Set<String> {
        var names: Set<String> = []
        for right in edges where right.side == .right {
            let branch = branch(.right, notOf: .left, into: right.to)
            names.insert(right.ring.name)
            names.formUnion(edges.filter { branch.contains($0.to) }.map(\.ring.name))
        }
        return names
    }
}
