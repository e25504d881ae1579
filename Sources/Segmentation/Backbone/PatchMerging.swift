import Network
import Tensors

/// Four neighbouring patches become one of twice their channels (Spec §3.2).
struct PatchMerging: Sendable {
    private let norm: LayerNorm
    private let reduction: Linear

    /// `weights` is scoped to `layers.<i>.downsample`.
    init(_ weights: CheckpointScope, channels: Int) throws(CheckpointError) {
        norm = try LayerNorm(weights["norm"], channels: 4 * channels)
        reduction = try Linear(weights["reduction"], in: 4 * channels, out: 2 * channels, bias: false)
    }

    /// `[h · w, C]` to `[⌈h / 2⌉ · ⌈w / 2⌉, 2 C]`; beyond the map there are zeros.
    func callAsFunction(_ patches: Tensor, height: Int, width: Int) -> Tensor {
        let indices = Self.neighbours(height: height, width: width)
        let neighbours = patches.rows(at: indices).reshaped([indices.count / 4, 4 * patches.shape[1]])
        return reduction(norm(neighbours))
    }

    /// Of every four: above left, below left, above right, below right; negative beyond the map.
    static func neighbours(height: Int, width: Int) -> [Int32] {
        var indices: [Int32] = []
        for top in stride(from: 0, to: height, by: 2) {
            for left in stride(from: 0, to: width, by: 2) {
                for (y, x) in [(top, left), (top + 1, left), (top, left + 1), (top + 1, left + 1)] {
                    indices.append(y < height && x < width ? Int32(y * width + x) : -1)
                }
            }
        }
        return indices
    }
}
