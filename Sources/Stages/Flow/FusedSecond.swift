package import Analysis
package import MediaTypes

/// A snippet after fusion and pixel decoder, ready to sit in the windows of its neighbours.
package struct FusedSecond: Sendable {
    package let key: SnippetKey
    package let state: LedgerState
    package let loudness: SecondLoudness?
    /// Nil where the snippet has no picture.
    package let snippet: AnalysisSnippet?
    package let latency: StageLatency
}
