package import Pipeline

/// The graph every pipeline runs, as its spec sizes it: what `earshot check` prints and what is built to run.
package struct StandardGraph: Sendable {
    /// Snippets of a window.
    static let windowLength = 5
    /// Room in the pictures' ring for what is told to the window between snippets, where snippets must not wait.
    package static let marks = 2
    /// Seconds a live recording waits for its labels at most, unless its spec says otherwise.
    private static let livePatience = 12

    package let plan: GraphPlan
    /// How long the recording waits for its labels: of a live source no longer than it can be held.
    package let labelPatience: Patience

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
        labelPatience = Self.patience(spec)
        plan = Self.sized(minimal, spec)
    }

    package func ring(_ name: RingName) -> RingPlan { plan.ring(name.rawValue) }

    package func node(_ name: NodeName) -> NodePlan { plan.node(name.rawValue) }

    /// How many later seconds a second waits for before it is emitted.
    ///
    /// In `center` the window of the first second of a run is clamped to the run's first five, so that second waits for
    /// four whatever the stride; in `newest` only the stride makes seconds wait.
    /// Overload of a live source may raise the stride to its largest.
    static func lookAhead(_ spec: PipelineSpec) -> Int {
        switch spec.model.emission {
        case .center: windowLength - 1
        case .newest: spec.source.isLive ? windowLength - 1 : spec.model.stride - 1
        }
    }

    private static func patience(_ spec: PipelineSpec) -> Patience {
        spec.source.isLive ? .untilFull : .untilPartner
    }

    /// Upstream first.
    private static func nodes(_ spec: PipelineSpec, _ sizes: ItemSizes) -> [NodePlan] {
        NodeName.allCases.map { name in
            switch name {
            case .source: NodePlan(name.rawValue, .source, heldBytes: max(2 * sizes.snippet, sizes.epochStart))
            case .window:
                NodePlan(
                    name.rawValue, .stage, lookAhead: lookAhead(spec), heldBytes: windowLength * sizes.fused)
            case .features: NodePlan(name.rawValue, .join(.untilPartner))
            case .labels: NodePlan(name.rawValue, .join(patience(spec)))
            case .outputs: NodePlan(name.rawValue, .sink)
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
        (.tracked, .tracks, .outputs, .only),
    ]

    /// Gives every ring the capacity its spec sets, else its minimum; bytes for all its items unless set.
    private static func sized(_ minimal: GraphPlan, _ spec: PipelineSpec) -> GraphPlan {
        var plan = minimal
        for (index, edge) in minimal.edges.enumerated() {
            guard let name = RingName(rawValue: edge.ring.name) else { continue }
            let items = spec.rings[name].items ?? max(minimal.minimum(of: edge).items, usualItems(of: name, spec))
            plan.edges[index].ring.items = items
            let all = items.multipliedReportingOverflow(by: edge.ring.maximumItemBytes)
            plan.edges[index].ring.bytes = spec.rings[name].bytes ?? max(1, all.overflow ? .max : all.partialValue)
        }
        return plan
    }

    /// Sound is small and quick: letting it run ahead costs nothing. A live source must never wait for the analysis, so all
    /// that is on its way through it fits before it.
    private static func usualItems(of ring: RingName, _ spec: PipelineSpec) -> Int {
        let held = spec.rings[.recording].items ?? livePatience
        return switch ring {
        case .pictures where spec.source.isLive: held + marks
        case .sounds where spec.source.isLive: held
        case .recording where spec.source.isLive: livePatience
        case .sounds, .soundFeatures: 4
        default: 1
        }
    }
}
