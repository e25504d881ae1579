import Network
import Tensors

/// The sound encoder (Spec §2): six convolutions and three linear layers, all with ReLU.
struct VGGish: Sendable {
    /// Positions of the convolutions among the published `features`; those after which the map is halved.
    private static let keys = [0, 3, 6, 8, 11, 13]
    private static let pooled: Set<Int> = [0, 3, 8, 13]

    private let features: [Conv2d]
    private let embeddings: [Linear]

    /// `weights` is scoped to `audio_encoder.audio_backbone`.
    init(_ weights: CheckpointScope, _ sizes: SegmentationConfiguration.VGGish) throws(CheckpointError) {
        var inputs = 1
        var features: [Conv2d] = []
        for (key, outputs) in zip(Self.keys, sizes.channels) {
            features.append(try Conv2d(weights["features"][key], in: inputs, out: outputs, kernel: 3, padding: 1))
            inputs = outputs
        }
        self.features = features
        // Four halvings of 96 × 64.
        var width = inputs * 6 * 4
        var embeddings: [Linear] = []
        for (index, outputs) in (sizes.hidden + [sizes.embedding]).enumerated() {
            embeddings.append(try Linear(weights["embeddings"][index * 2], in: width, out: outputs))
            width = outputs
        }
        self.embeddings = embeddings
    }

    /// `[n, 1, 96, 64]` (time, mel) to `[n, E]`.
    func callAsFunction(_ patches: Tensor, probe: TensorProbe) -> Tensor {
        var map = patches
        for (key, convolution) in zip(Self.keys, features) {
            map = convolution(map, activation: .relu)
            guard Self.pooled.contains(key) else { continue }
            map = maxPool(map, window: 2, stride: 2)
            probe("vggish.features.\(key + 2).out", map)
        }
        // Time, mel, channel.
        let positions = map.shape[2] * map.shape[3]
        var hidden = map.reshaped([map.shape[0], map.shape[1], positions]).transposed
            .reshaped([map.shape[0], map.shape[1] * positions])
        for layer in embeddings { hidden = layer(hidden, activation: .relu) }
        probe("vggish.embeddings", hidden)
        return hidden
    }
}
