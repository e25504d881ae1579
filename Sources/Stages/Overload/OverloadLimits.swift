import Pipeline
package import Specs

/// What a live pipeline can hold back, and what it can give up.
package struct OverloadLimits: Sendable, Equatable {
    /// Windows at the largest stride emit five seconds each.
    static let largestStride = 5

    /// The most snippets on their way through the analysis at once.
    package var analysis: Int
    /// How long a second may wait for its labels.
    package var labels: Duration
    /// How long a second may wait for the encoder.
    package var encoder: Duration
    /// Seconds from window to window while nothing is given up.
    package var stride: Int
    /// Seconds a window looks ahead whatever its stride; nil where that is the stride less one.
    package var fixedLookAhead: Int?
    package var writesVideo: Bool
}

extension OverloadLimits {
    /// - Parameter graph: the graph that runs.
    package init(_ spec: PipelineSpec, _ graph: StandardGraph) {
        let seconds = graph.ring(.recording).items
        analysis = max(1, min(graph.ring(.pictures).items - StandardGraph.marks, graph.ring(.sounds).items))
        labels = .seconds(max(1, seconds - 1))
        encoder = .seconds(seconds) * 4 / 5
        stride = spec.model.stride
        fixedLookAhead = spec.model.emission == .center ? graph.node(.window).lookAhead : nil
        writesVideo = spec.outputs.video.path != nil
    }
}
