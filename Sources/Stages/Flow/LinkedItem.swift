package import Analysis
package import Events
package import MediaTypes
package import Snippets

/// One step of a source with everything analysis found out about it, in the order in which it is written.
package enum LinkedItem: Sendable {
    /// An epoch begins; the sounds that were open end.
    case epoch(Epoch, ended: [TrackEvent])
    case second(LinkedSnippet)
    case gap(Gap, ended: [TrackEvent])
    case notice(MediaNotice)
    case status(SourceStatus)
    case watched(WatchedInstant)
    case overload(OverloadRecord)
    /// Other words are in force; the sounds that were open end.
    case vocabulary(VocabularyRecord, ended: [TrackEvent])
    /// The source has ended in order; the sounds that were open end.
    case end(ended: [TrackEvent])
}

/// A snippet, its labels and the sounds they belong to.
package struct LinkedSnippet: Sendable {
    package let snippet: Snippet
    package let state: LedgerState
    /// Why a dropped second was not analysed.
    package let dropReason: DropReason?
    /// Whether only what is quickly painted is painted.
    package let isOverlayReduced: Bool
    package let loudness: SecondLoudness?
    package let window: ScheduledWindow?
    package let labels: SnippetLabels
    /// Parallel to `labels.labels`.
    package let tracks: [Int]
    /// What this second began, carried on or ended.
    package let events: [TrackEvent]
    package let latency: StageLatency

    package var key: SnippetKey { snippet.key }
}
