import Network
import Tensors

/// From queries to sound logits and mask embeddings (Spec §5, Prediction).
struct PredictionHead: Sendable {
    private let norm: LayerNorm
    private let sound: Linear
    private let mask: [Linear]

    /// `weights` is scoped to `sem_seg_head.predictor`.
    init(
        _ weights: CheckpointScope, _ sizes: SegmentationConfiguration.MaskDecoder, maskChannels: Int
    ) throws(CheckpointError) {
        let channels = sizes.channels
        norm = try LayerNorm(weights["decoder_norm"], channels: channels)
        sound = try Linear(weights["class_embed"], in: channels, out: 2)
        let layers = weights["mask_embed.layers"]
        mask = [
            try Linear(layers["0"], in: channels, out: channels), try Linear(layers["1"], in: channels, out: channels),
            try Linear(layers["2"], in: channels, out: maskChannels),
        ]
    }

    /// `[Q, C]` to sound logits `[Q, 2]` (0 is sounding) and mask embeddings `[Q, M]`.
    func callAsFunction(_ queries: Tensor) -> (soundLogits: Tensor, embedding: Tensor) {
        let normed = norm(queries)
        let embedding = mask[2](mask[1](mask[0](normed, activation: .relu), activation: .relu))
        return (sound(normed), embedding)
    }
}
