import Network
import Tensors

/// Attention within windows and a feed-forward part, both after a norm and added to their input (Spec §3.2).
struct SwinBlock: Sendable {
    private let norm1: LayerNorm
    private let attention: WindowAttention
    private let norm2: LayerNorm
    private let expand: Linear
    private let contract: Linear

    /// `weights` is scoped to `layers.<i>.blocks.<j>`.
    init(
        _ weights: CheckpointScope, channels: Int, heads: Int, window: Int, expansion: Int
    ) throws(CheckpointError) {
        norm1 = try LayerNorm(weights["norm1"], channels: channels)
        attention = try WindowAttention(weights["attn"], channels: channels, heads: heads, window: window)
        norm2 = try LayerNorm(weights["norm2"], channels: channels)
        expand = try Linear(weights["mlp.fc1"], in: channels, out: expansion * channels)
        contract = try Linear(weights["mlp.fc2"], in: expansion * channels, out: channels)
    }

    /// Patches of a map, `[h · w, C]`, to as many.
    func callAsFunction(_ patches: Tensor, _ grid: WindowGrid) -> Tensor {
        var result = patches
        result += attention(norm1(patches), grid)
        result += feedForward(norm2(result))
        return result
    }

    /// A part of the patches at a time: hidden channels of all of them would be the largest tensor of the network.
    private func feedForward(_ patches: Tensor) -> Tensor {
        let parts = stride(from: 0, to: patches.shape[0], by: Self.patchesAtOnce).map { start in
            let part = patches[start..<min(patches.shape[0], start + Self.patchesAtOnce)]
            return contract(expand(part, activation: .gelu))
        }
        return parts.count == 1 ? parts[0] : .concatenated(parts)
    }

    private static let patchesAtOnce = 4_096
}

/// Self-attention in every window of a map, with a learned bias for every distance between two places.
private struct WindowAttention: Sendable {
    private let packed: Linear
    private let output: Linear
    /// `[heads, N, N]`.
    private let bias: Tensor

    /// `weights` is scoped to `attn` of a block.
    init(_ weights: CheckpointScope, channels: Int, heads: Int, window: Int) throws(CheckpointError) {
        packed = try Linear(weights["qkv"], in: channels, out: 3 * channels)
        output = try Linear(weights["proj"], in: channels, out: channels)
        let side = 2 * window - 1
        let table = try weights.tensor("relative_position_bias_table", shape: [side * side, heads])
        bias = Self.bias(table, window: window)
    }

    func callAsFunction(_ patches: Tensor, _ grid: WindowGrid) -> Tensor {
        let tokens = packed(patches.rows(at: grid.gathering))
        let attended = windowAttention(
            packed: tokens.reshaped([grid.windows, grid.tokens, tokens.shape[1]]), bias: bias, regions: grid.regions)
        return output(attended.reshaped([grid.windows * grid.tokens, patches.shape[1]]))
            .rows(at: grid.scattering)
    }

    /// The bias of every pair of places from that of every distance, `[(2 · side − 1)², heads]`.
    private static func bias(_ table: Tensor, window: Int) -> Tensor {
        let (heads, tokens, side) = (table.shape[1], window * window, 2 * window - 1)
        return Tensor(shape: [heads, tokens, tokens]) { output in
            table.withUnsafeBuffer { table in
                for query in 0..<tokens {
                    for key in 0..<tokens {
                        let rows = query / window - key / window + window - 1
                        let columns = query % window - key % window + window - 1
                        for head in 0..<heads {
                            output[(head * tokens + query) * tokens + key] =
                                table[(rows * side + columns) * heads + head]
                        }
                    }
                }
            }
        }
    }
}
