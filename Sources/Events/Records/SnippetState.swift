/// What became of a second of a source: the first that fits, in the order of the cases.
package enum SnippetState: String, Sendable, CaseIterable {
    /// Recorded but not analysed; `reason` says why.
    case dropped
    case noVideo = "no_video"
    case noAudio = "no_audio"
    /// Its loudest 100 ms stay below the gate: nothing in it can be sounding.
    case silent
    /// The network ran; there may still be no label.
    case analysed
}
