package import Analysis
package import Events
package import MediaTypes

/// A snippet with its labels: what the analysis branch has to say about one second.
package struct NamedSecond: Sendable {
    package let key: SnippetKey
    package let state: LedgerState
    package let loudness: SecondLoudness?
    package let window: ScheduledWindow?
    package let labels: SnippetLabels
    /// The words it was named by; nil where it was not.
    package let vocabulary: VocabularyRecord?
    package let latency: StageLatency
}
