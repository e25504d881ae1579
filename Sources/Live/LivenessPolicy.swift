/// The times by which a live source is judged.
package struct LivenessPolicy: Sendable, Hashable {
    /// A source that brings nothing for so long is lost.
    package var silence = Duration.seconds(8)
    /// A track that brings nothing for so long, while the other goes on, is stalled: a little longer, so that a source that
    /// freezes as a whole is not first taken for one that lost a track.
    package var trackSilence: Duration { silence + .milliseconds(500) }
    /// So much good data makes the next failure a first one.
    package var recovery = Duration.seconds(30)
    /// Between two probes of a source that is waited for.
    package var probeInterval = Duration.seconds(2)

    package init() {}
}
