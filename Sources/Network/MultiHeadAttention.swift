package import Tensors

/// Multi-head attention with packed projections, scores scaled by the square root of the head's width (Spec §5).
package struct MultiHeadAttention: Sendable {
    private let queryProjection: Linear
    private let keyProjection: Linear
    private let valueProjection: Linear
    private let outputProjection: Linear
    private let heads: Int

    /// Reads `in_proj_weight` `[3 C, C]` (query, key, value), `in_proj_bias` `[3 C]` and `out_proj`.
    package init(_ weights: CheckpointScope, channels: Int, heads: Int) throws(CheckpointError) {
        let weight = try weights.tensor("in_proj_weight", shape: [3 * channels, channels])
        let bias = try weights.tensor("in_proj_bias", shape: [3 * channels])
        func projection(_ index: Int) -> Linear {
            let rows = index * channels..<(index + 1) * channels
            return Linear(weight: weight[rows], bias: bias[rows])
        }
        queryProjection = projection(0)
        keyProjection = projection(1)
        valueProjection = projection(2)
        outputProjection = try Linear(weights["out_proj"], in: channels, out: channels)
        self.heads = heads
    }

    /// Attention of sequences `[N, C]`, or of a batch of them `[B, N, C]`, to others.
    ///
    /// - Parameters:
    ///   - query: `[Q, C]` or `[B, Q, C]`.
    ///   - key: `[K, C]` or `[B, K, C]`.
    ///   - value: As `key`.
    /// - Returns: As `query`.
    package func callAsFunction(
        query: Tensor, key: Tensor, value: Tensor, mask: AttentionMask = .none
    ) -> Tensor {
        let attended = attention(
            queries: batched(queryProjection(query)), keys: batched(keyProjection(key)),
            values: batched(valueProjection(value)), heads: heads, mask: mask)
        return outputProjection(attended.reshaped(query.shape))
    }

    /// Attention of a sequence, or of each of a batch of sequences, to itself.
    package func callAsFunction(_ input: Tensor, mask: AttentionMask = .none) -> Tensor {
        self(query: input, key: input, value: input, mask: mask)
    }

    private func batched(_ tensor: Tensor) -> Tensor {
        tensor.shape.count == 3 ? tensor : tensor.reshaped([1] + tensor.shape)
    }
}
