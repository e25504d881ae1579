/// The times by which a live source is judged.
package struct LivenessPolicy: Sendable, Hashable {
    /// A track that brings nothing for so long is stalled; a source of which nothing comes at all is lost.
    package var silence = Duration.seconds(8)
    /// So much good data makes the next failure a first one.
    package var recovery = Duration.seconds(30)
    /// Between two probes of a source that is waited for.
    package var probeInterval = Duration.seconds(2)

    package init() {}
}
