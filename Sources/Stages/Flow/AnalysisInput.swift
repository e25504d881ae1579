package import Media
package import MediaTypes
import Snippets

/// What the analysis branches see of a snippet.
package struct AnalysisInput: Sendable {
    package let key: SnippetKey
    package let picture: VideoFrame?
    /// 16 000 samples of 16 kHz mono, zeros where sound is missing.
    package let samples: [Float]
    /// Whether any of the samples came from the source.
    package let hasSound: Bool

    init(_ snippet: Snippet) {
        key = snippet.key
        picture = snippet.keyPicture
        samples = snippet.waveform.samples
        hasSound = snippet.soundSamples > 0
    }
}
