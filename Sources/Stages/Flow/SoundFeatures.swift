package import MediaTypes
package import Tensors

/// What the sound branch found in a snippet's second.
package struct SoundFeatures: Sendable {
    package let key: SnippetKey
    /// VGGish embedding, `[E]`.
    package let embedding: Tensor
    package let loudness: SecondLoudness
    /// Whether the source gave any of the second's sound.
    package let hasSound: Bool
    package let latency: StageLatency
}
