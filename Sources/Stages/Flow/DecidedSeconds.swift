package import Analysis

/// Consecutive snippets whose window has been decided: those that one window emits, or one without a picture.
package struct DecidedSeconds: Sendable {
    package let seconds: [FusedSecond]
    /// The window that emits them; nil for a snippet without a picture.
    package let window: ScheduledWindow?
    /// The mask decoder's result; nil where nothing in the seconds can be sounding and the network was not asked.
    package let decoded: DecodedWindow?
    package let latency: StageLatency
}
