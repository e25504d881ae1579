import Network
import Tensors

/// One layer of the audio-conditioned decoder (Spec §5.4).
struct MaskDecoderLayer: Sendable {
    private let cross: PostNormAttention
    private let own: PostNormAttention
    private let sound: PostNormAttention
    private let feedForward: FeedForward

    /// `weights` is scoped to `sem_seg_head.predictor`.
    init(
        _ weights: CheckpointScope, index: Int, _ sizes: SegmentationConfiguration.MaskDecoder
    ) throws(CheckpointError) {
        func attention(_ block: String, _ name: String) throws(CheckpointError) -> PostNormAttention {
            try PostNormAttention(
                weights["transformer_\(block)_layers"][index], name, channels: sizes.channels, heads: sizes.heads)
        }
        cross = try attention("cross_attention", "multihead_attn")
        own = try attention("self_attention", "self_attn")
        sound = try attention("audio_cross_attention", "multihead_attn")
        let block = weights["transformer_ffn_layers"][index]
        feedForward = try FeedForward(
            block, norm: block["norm"], channels: sizes.channels, hidden: sizes.feedforward)
    }

    /// - Parameters:
    ///   - queries: `[Q, C]` with their learned positions.
    ///   - pixels: The tokens of one level over the window, `[T · h · w, C]`, with their positions added for keys.
    ///   - sounds: `[T, C]`, likewise.
    func callAsFunction(
        _ queries: Positioned, pixels: Positioned, mask: AttentionMask, sounds: Positioned, probe: TensorProbe,
        name: String
    ) -> Tensor {
        let position = queries.position
        let seen = cross(
            queries.tokens, position: position, key: pixels.sum, value: pixels.tokens, mask: mask)
        probe("\(name).cross", seen.sequence)
        let exchanged = own(seen, position: position)
        probe("\(name).self", exchanged.sequence)
        let heard = sound(exchanged, position: position, key: sounds.sum, value: sounds.tokens)
        probe("\(name).audio_cross", heard.sequence)
        let output = feedForward(heard)
        probe("\(name).out", output.sequence)
        return output
    }
}

/// Tokens `[N, C]` with a position code of the same shape.
struct Positioned: Sendable {
    let tokens: Tensor
    let position: Tensor
    /// Tokens plus position.
    let sum: Tensor

    init(_ tokens: Tensor, position: Tensor) {
        self.tokens = tokens
        self.position = position
        sum = tokens + position
    }
}

extension Tensor {
    /// `[N, C]` as the reference stores sequences, `[N, 1, C]`.
    var sequence: Tensor { reshaped([shape[0], 1, shape[1]]) }
}
