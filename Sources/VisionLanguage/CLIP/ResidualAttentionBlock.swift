import Network
import Tensors

/// One pre-norm transformer block of CLIP, `[B, L, C] -> [B, L, C]` (Spec §7).
struct ResidualAttentionBlock: Sendable {
    private let norm1: LayerNorm
    private let attention: MultiHeadAttention
    private let norm2: LayerNorm
    private let expand: Linear
    private let contract: Linear

    /// `weights` is scoped to `resblocks.<i>` of a tower.
    init(_ weights: CheckpointScope, width: Int, heads: Int) throws(CheckpointError) {
        norm1 = try LayerNorm(weights["ln_1"], channels: width)
        attention = try MultiHeadAttention(weights["attn"], channels: width, heads: heads)
        norm2 = try LayerNorm(weights["ln_2"], channels: width)
        expand = try Linear(weights["mlp.c_fc"], in: width, out: 4 * width)
        contract = try Linear(weights["mlp.c_proj"], in: 4 * width, out: width)
    }

    func callAsFunction(_ input: Tensor, mask: AttentionMask) -> Tensor {
        let attended = input + attention(norm1(input), mask: mask)
        return attended + contract(expand(norm2(attended), activation: .quickGELU))
    }
}

/// The blocks of one tower, in order.
struct Transformer: Sendable {
    private let blocks: [ResidualAttentionBlock]

    /// `weights` is scoped to `transformer` of a tower.
    init(_ weights: CheckpointScope, width: Int, layers: Int, heads: Int) throws(CheckpointError) {
        var blocks: [ResidualAttentionBlock] = []
        for index in 0..<layers {
            blocks.append(try ResidualAttentionBlock(weights["resblocks"][index], width: width, heads: heads))
        }
        self.blocks = blocks
    }

    /// - Parameter name: under which the probe is offered every block's result, `<name>.block.<i>`.
    func callAsFunction(_ input: Tensor, mask: AttentionMask, probe: TensorProbe, name: String) -> Tensor {
        var tokens = input
        for (index, block) in blocks.enumerated() {
            tokens = block(tokens, mask: mask)
            probe("\(name).block.\(index)", tokens)
        }
        return tokens
    }
}
