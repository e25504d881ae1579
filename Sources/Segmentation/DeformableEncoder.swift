import Network
import Tensors

/// One layer of the pixel decoder's encoder (Spec §4.5), post-norm.
struct DeformableEncoderLayer: Sendable {
    private let attention: DeformableAttention
    private let norm1: LayerNorm
    private let feedForward: FeedForward

    /// `weights` is scoped to `…encoder.layers.<i>`.
    init(_ weights: CheckpointScope, _ sizes: SegmentationConfiguration.PixelDecoder) throws(CheckpointError) {
        attention = try DeformableAttention(weights["self_attn"], sizes)
        norm1 = try LayerNorm(weights["norm1"], channels: sizes.channels)
        feedForward = try FeedForward(
            weights, norm: weights["norm2"], channels: sizes.channels, hidden: sizes.feedforward)
    }

    /// `[S, C]` to `[S, C]`; `position` is added to the queries only.
    func callAsFunction(_ tokens: Tensor, _ grid: EncoderGrid, probe: TensorProbe, name: String) -> Tensor {
        let attended = attention(tokens + grid.position, values: tokens, grid, probe: probe, name: name)
        let normed = norm1(tokens + attended)
        probe("\(name).self_attn", attended.reshaped([1] + attended.shape))
        probe("\(name).norm1", normed.reshaped([1] + normed.shape))
        let output = feedForward(normed)
        probe("\(name).out", output.reshaped([1] + output.shape))
        return output
    }
}

/// Multi-scale deformable self-attention with its projections (Spec §4.5).
private struct DeformableAttention: Sendable {
    private let offsets: Linear
    private let weights: Linear
    private let values: Linear
    private let output: Linear
    private let heads: Int

    init(_ scope: CheckpointScope, _ sizes: SegmentationConfiguration.PixelDecoder) throws(CheckpointError) {
        let samples = sizes.heads * 3 * sizes.points
        offsets = try Linear(scope["sampling_offsets"], in: sizes.channels, out: samples * 2)
        weights = try Linear(scope["attention_weights"], in: sizes.channels, out: samples)
        values = try Linear(scope["value_proj"], in: sizes.channels, out: sizes.channels)
        output = try Linear(scope["output_proj"], in: sizes.channels, out: sizes.channels)
        heads = sizes.heads
    }

    func callAsFunction(
        _ queries: Tensor, values tokens: Tensor, _ grid: EncoderGrid, probe: TensorProbe, name: String
    ) -> Tensor {
        let offsets = offsets(queries)
        let logits = weights(queries)
        let values = values(tokens)
        probe("\(name).sampling_offsets", offsets.reshaped([1] + offsets.shape))
        probe("\(name).attention_weights_logits", logits.reshaped([1] + logits.shape))
        probe("\(name).value", values.reshaped([1] + values.shape))
        return output(
            deformableAttention(
                values: values, layout: grid.layout, offsets: offsets, logits: logits, references: grid.references,
                heads: heads))
    }
}
