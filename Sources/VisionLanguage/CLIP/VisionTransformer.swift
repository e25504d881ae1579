import Network
import Tensors

/// Patches of a picture as tokens of a transformer (Spec §7).
struct VisionTransformer: ImageNetwork {
    private let side: Int
    private let sizes: CLIPConfiguration.ImageTower.VisionTransformer
    private let patchEmbedding: Linear
    private let classEmbedding: Tensor
    private let positionalEmbedding: Tensor
    private let normBefore: LayerNorm
    private let transformer: Transformer
    private let normAfter: LayerNorm
    private let projection: Tensor

    /// - Parameters:
    ///   - weights: Scoped to `clip_model.visual`.
    ///   - side: Of the pictures, in pixels.
    init(
        _ weights: CheckpointScope, _ sizes: CLIPConfiguration.ImageTower.VisionTransformer, side: Int, embedding: Int
    ) throws(CheckpointError) {
        self.side = side
        self.sizes = sizes
        let (width, patch) = (sizes.width, sizes.patch)
        let grid = side / patch
        let kernel = try weights["conv1"].tensor("weight", shape: [width, 3, patch, patch])
        patchEmbedding = Linear(weight: kernel.reshaped([width, 3 * patch * patch]), bias: nil)
        classEmbedding = try weights.tensor("class_embedding", shape: [width])
        positionalEmbedding = try weights.tensor("positional_embedding", shape: [grid * grid + 1, width])
        normBefore = try LayerNorm(weights["ln_pre"], channels: width)
        transformer = try Transformer(
            weights["transformer"], width: width, layers: sizes.layers, heads: sizes.heads)
        normAfter = try LayerNorm(weights["ln_post"], channels: width)
        projection = try weights.tensor("proj", shape: [width, embedding])
    }

    /// The widest activation has four times the width of a token.
    var picturesAtOnce: Int { max(1, 4_096 / positionalEmbedding.shape[0]) }

    func callAsFunction(_ pictures: Tensor, probe: TensorProbe) -> Tensor {
        let patches = patchEmbedding(patches(of: pictures))
        probe("image.conv1", patches)
        let tokens = normBefore(prefixed(patches) + positionalEmbedding)
        probe("image.ln_pre", tokens)
        let encoded = transformer(tokens, mask: .none, probe: probe, name: "image")
        let summaries = normAfter(.stacked((0..<pictures.shape[0]).map { encoded[$0][0] }))
        probe("image.ln_post", summaries)
        return matmul(summaries, projection)
    }

    /// Pictures cut into patches, rows from the top: `[n, 3, R, R] -> [n, tokens − 1, 3 P P]`.
    private func patches(of pictures: Tensor) -> Tensor {
        let patch = sizes.patch
        let grid = side / patch
        let size = 3 * patch * patch
        return Tensor(shape: [pictures.shape[0], grid * grid, size]) { output in
            pictures.withUnsafeBuffer { input in
                Parallelism.forEach(pictures.shape[0] * grid) { index in
                    let (picture, row) = (index / grid, index % grid)
                    for line in 0..<3 * patch {
                        let (channel, y) = (line / patch, line % patch)
                        let source = ((picture * 3 + channel) * side + row * patch + y) * side
                        for x in 0..<side {
                            output[(index * grid + x / patch) * size + line * patch + x % patch] = input[source + x]
                        }
                    }
                }
            }
        }
    }

    /// The class token before the patches of every picture.
    private func prefixed(_ patches: Tensor) -> Tensor {
        let head = classEmbedding.reshaped([1, sizes.width])
        return .stacked((0..<patches.shape[0]).map { .concatenated([head, patches[$0]]) })
    }
}
