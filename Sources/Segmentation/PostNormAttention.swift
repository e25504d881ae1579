import Network
import Tensors

/// Multi-head attention with residual and layer norm after it: `LN(x + MHA(x + position, key, value))` (Spec §5).
struct PostNormAttention: Sendable {
    private let attention: MultiHeadAttention
    private let norm: LayerNorm

    /// - Parameters:
    ///   - weights: Scoped to the block.
    ///   - name: Of the attention in the block: `self_attn` or `multihead_attn`.
    init(_ weights: CheckpointScope, _ name: String, channels: Int, heads: Int) throws(CheckpointError) {
        attention = try MultiHeadAttention(weights[name], channels: channels, heads: heads)
        norm = try LayerNorm(weights["norm"], channels: channels)
    }

    /// Attention to other tokens.
    func callAsFunction(
        _ input: Tensor, position: Tensor, key: Tensor, value: Tensor, mask: AttentionMask = .none
    ) -> Tensor {
        norm(input + attention(query: input + position, key: key, value: value, mask: mask))
    }

    /// Attention among the tokens themselves.
    func callAsFunction(_ input: Tensor, position: Tensor) -> Tensor {
        self(input, position: position, key: input + position, value: input)
    }
}
