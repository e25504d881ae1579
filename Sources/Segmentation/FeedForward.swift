import Network
import Tensors

/// Post-norm feed-forward block, `[N, C] -> [N, C]`.
struct FeedForward: Sendable {
    private let linear1: Linear
    private let linear2: Linear
    private let norm: LayerNorm

    /// Reads `linear1` and `linear2` of `weights`, and `norm`.
    init(
        _ weights: CheckpointScope, norm: CheckpointScope, channels: Int, hidden: Int
    ) throws(CheckpointError) {
        linear1 = try Linear(weights["linear1"], in: channels, out: hidden)
        linear2 = try Linear(weights["linear2"], in: hidden, out: channels)
        self.norm = try LayerNorm(norm, channels: channels)
    }

    func callAsFunction(_ input: Tensor) -> Tensor {
        norm(input + linear2(linear1(input, activation: .relu)))
    }
}
