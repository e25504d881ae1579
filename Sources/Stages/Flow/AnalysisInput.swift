package import Media
package import MediaTypes
package import Snippets

/// What the analysis branches see of a snippet.
package struct AnalysisInput: Sendable {
    package let key: SnippetKey
    package let picture: VideoFrame?
    /// 16 000 samples of 16 kHz mono, zeros where sound is missing.
    package let samples: [Float]
    /// Whether any of the samples came from the source.
    package let hasSound: Bool

    /// Nil for what is not a snippet.
    package init?(_ item: CutItem) {
        guard case .snippet(let snippet) = item else { return nil }
        key = snippet.key
        picture = snippet.keyPicture
        samples = snippet.waveform.samples
        hasSound = snippet.soundSamples > 0
    }
}

extension CutItem {
    /// The key that pairs an item with its labels; nil for what only keeps its place.
    var snippetKey: SnippetKey? {
        guard case .snippet(let snippet) = self else { return nil }
        return snippet.key
    }
}
