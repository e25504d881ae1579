package import Pipeline

/// The graph every pipeline runs, as its spec sizes it: what `earshot check` prints and what is built to run.
package struct StandardGraph: Sendable {
    /// Snippets of a window.
    static let windowLength = 5

    package let plan: GraphPlan

    /// - Parameter network: Sizes of the model's network; ring sizes follow from them.
    package init(_ spec: PipelineSpec, network: NetworkSizes = .published) {
        let sizes = ItemSizes(spec: spec, network: network)
        let minimal = GraphPlan(
            name: spec.source.id ?? "pipeline", nodes: Self.nodes(spec, sizes),
            edges: Self.links.map { link in
                EdgePlan(
                    RingPlan(
                        name: link.ring.rawValue, items: 1, bytes: 1, whenFull: spec.rings[link.ring].whenFull,
                        maximumItemBytes: sizes.maximum(of: link.ring)),
                    from: link.from.rawValue, to: link.to.rawValue, side: link.side)
            })
        plan = Self.sized(minimal, spec.rings)
    }

    package func ring(_ name: RingName) -> RingPlan { plan.ring(name.rawValue) }

    package func node(_ name: NodeName) -> NodePlan { plan.node(name.rawValue) }

    /// How many later seconds a second waits for before it is emitted.
    ///
    /// In `center` the window of the first second of a run is clamped to the run's first five, so that second waits for
    /// four whatever the stride; in `newest` only the stride makes seconds wait.
    static func lookAhead(_ model: ModelSpec) -> Int {
        switch model.emission {
        case .center: windowLength - 1
        case .newest: model.stride - 1
        }
    }

    /// Upstream first.
    private static func nodes(_ spec: PipelineSpec, _ sizes: ItemSizes) -> [NodePlan] {
        NodeName.allCases.map { name in
            switch name {
            case .source: NodePlan(name.rawValue, .source, heldBytes: 2 * sizes.snippet)
            case .window:
                NodePlan(
                    name.rawValue, .stage, lookAhead: lookAhead(spec.model), heldBytes: windowLength * sizes.fused)
            case .features, .labels: NodePlan(name.rawValue, .join(.untilPartner))
            case .events: NodePlan(name.rawValue, .sink)
            default: NodePlan(name.rawValue, .stage)
            }
        }
    }

    /// Rings by the node they lead to, upstream first.
    private static let links: [(ring: RingName, from: NodeName, to: NodeName, side: EdgePlan.Side)] = [
        (.pictures, .source, .backbone, .only),
        (.sounds, .source, .sound, .only),
        (.pictureFeatures, .backbone, .features, .left),
        (.soundFeatures, .sound, .features, .right),
        (.features, .features, .fusion, .only),
        (.fused, .fusion, .window, .only),
        (.windows, .window, .naming, .only),
        (.recording, .source, .labels, .left),
        (.labels, .naming, .labels, .right),
        (.labelled, .labels, .tracks, .only),
        (.tracked, .tracks, .video, .only),
        (.recorded, .video, .events, .only),
    ]

    /// Gives every ring the capacity its spec sets, else its minimum; bytes for all its items unless set.
    private static func sized(_ minimal: GraphPlan, _ specs: RingSpecs) -> GraphPlan {
        var plan = minimal
        for (index, edge) in minimal.edges.enumerated() {
            guard let name = RingName(rawValue: edge.ring.name) else { continue }
            let items = specs[name].items ?? max(minimal.minimum(of: edge).items, Self.usualItems(of: name))
            plan.edges[index].ring.items = items
            let all = items.multipliedReportingOverflow(by: edge.ring.maximumItemBytes)
            plan.edges[index].ring.bytes = specs[name].bytes ?? max(1, all.overflow ? .max : all.partialValue)
        }
        return plan
    }

    /// Sound is small and quick: letting it run ahead costs nothing.
    private static func usualItems(of ring: RingName) -> Int {
        switch ring {
        case .sounds, .soundFeatures: 4
        default: 1
        }
    }
}
