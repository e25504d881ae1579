package import Analysis
package import Bundles
import Events
package import Media
import MediaTypes
package import Pipeline
import Recording
package import Snippets
package import Specs
import VisionLanguage

/// Assembles the standard graph: the nodes and rings that `StandardGraph` plans, with the stages that do the work.
package struct StandardPipeline {
    /// The network and how its results become labels.
    package struct Network {
        package let bundle: ModelBundle
        package let words: NamingInForce
        package let schedule: WindowSchedule
        package let gate: SilenceGate
        package let shortSide: Int?
        /// Shared by the pipelines of a process, so that each gets its share of the cores; nil where there is one.
        package let turns: Turns?

        package init(
            bundle: ModelBundle, words: NamingInForce, schedule: WindowSchedule, gate: SilenceGate, shortSide: Int?,
            turns: Turns?
        ) {
            self.bundle = bundle
            self.words = words
            self.schedule = schedule
            self.gate = gate
            self.shortSide = shortSide
            self.turns = turns
        }
    }

    private let graph: Graph
    private let plan: StandardGraph

    package init(_ plan: StandardGraph) {
        graph = Graph(plan.plan.name)
        self.plan = plan
    }

    /// Connects all nodes. Called once.
    ///
    /// - Parameters:
    ///   - interrupt: Makes a blocked read of `source` return.
    ///   - overload: Decides what is given up; nil where nothing ever is.
    ///   - restoration: Where a recording goes on.
    package consuming func assembled<Destination: EventDestination & ~Copyable, Cut: Source>(
        source: sending Cut, interrupt: InputInterrupt, overload: Overload?, network: Network,
        restoration: TrackStage.Restoration?, video: sending VideoOutput,
        events: consuming sending EventOutput<Destination>
    ) -> Graph where Cut.Output == CutItem {
        let admitted = graph.source(
            name(.source), AdmittingSource(source, overload), interrupt: { interrupt.cancel() })
        let named = analysis(of: admitted, network).map { second in
            overload?.finished(through: second.key)
            return second
        }
        let labelled = graph.join(
            name(.labels), admitted.through(plan.ring(.recording)) { $0.byteCount },
            named.through(plan.ring(.labels)) { $0.byteCount }, leftKey: { $0.analysedKey }, rightKey: { $0.key },
            patience: plan.labelPatience)
        let linked = graph.stage(
            name(.tracks),
            TrackStage(
                restoring: restoration, vocabulary: network.words.current.record.vocabulary),
            from: labelled.through(plan.ring(.labelled)) { $0.byteCount })
        graph.sink(
            name(.outputs), OutputSink(video: video, events: events, overload: overload),
            from: linked.through(plan.ring(.tracked)) { $0.byteCount })
        return graph
    }

    private func analysis(of admitted: Port<AdmittedItem>, _ network: Network) -> Port<NamedSecond> {
        let model = network.bundle.segmentation
        let turns = network.turns
        let maps = graph.stage(
            name(.backbone), PictureStage(VisualEncoding(model, shortSide: network.shortSide), turns: turns),
            from: admitted.compactMap(\.windowStep).through(plan.ring(.pictures)) { $0.snippet?.byteCount ?? 0 })
        let embeddings = graph.stage(
            name(.sound), SoundStage(SoundEncoding(model), turns: turns),
            from: admitted.compactMap(\.analysed).through(plan.ring(.sounds)) { $0.soundByteCount })
        let features = graph.join(
            name(.features), maps.through(plan.ring(.pictureFeatures)) { $0.snippet?.byteCount ?? 0 },
            embeddings.through(plan.ring(.soundFeatures)) { $0.byteCount }, leftKey: { $0.snippet?.key },
            rightKey: { $0.key })
        let fused = graph.stage(
            name(.fusion), FusionStage(SnippetFusion(model), gate: network.gate, turns: turns),
            from: features.through(plan.ring(.features)) { $0.left?.snippet?.byteCount ?? 0 })
        let windows = graph.stage(
            name(.window),
            WindowStage(
                network.schedule, decoding: WindowDecoding(model), lookAhead: plan.node(.window).lookAhead,
                heldBytes: plan.node(.window).heldBytes, turns: turns),
            from: fused.through(plan.ring(.fused)) { $0.snippet?.byteCount ?? 0 })
        return graph.stage(
            name(.naming), NamingStage(network.words, turns: turns),
            from: windows.through(plan.ring(.windows)) { $0.byteCount })
    }

    private func name(_ node: NodeName) -> String { node.rawValue }
}
