package import Network
package import Tensors

/// CLIP's vision transformer: square pictures to embeddings (Spec §7).
package struct ImageEncoder: Sendable {
    private let configuration: CLIPConfiguration.ImageTower
    private let patchEmbedding: Linear
    private let classEmbedding: Tensor
    private let positionalEmbedding: Tensor
    private let normBefore: LayerNorm
    private let transformer: Transformer
    private let normAfter: LayerNorm
    private let projection: Tensor

    /// `weights` is scoped to `clip_model.visual`.
    package init(
        _ weights: CheckpointScope, configuration: CLIPConfiguration.ImageTower, embedding: Int
    ) throws(CheckpointError) {
        self.configuration = configuration
        let (width, patch) = (configuration.width, configuration.patch)
        let kernel = try weights["conv1"].tensor("weight", shape: [width, 3, patch, patch])
        patchEmbedding = Linear(weight: kernel.reshaped([width, 3 * patch * patch]), bias: nil)
        classEmbedding = try weights.tensor("class_embedding", shape: [width])
        positionalEmbedding = try weights.tensor("positional_embedding", shape: [configuration.tokens, width])
        normBefore = try LayerNorm(weights["ln_pre"], channels: width)
        transformer = try Transformer(
            weights["transformer"], width: width, layers: configuration.layers, heads: configuration.heads)
        normAfter = try LayerNorm(weights["ln_post"], channels: width)
        projection = try weights.tensor("proj", shape: [width, embedding])
    }

    /// Embeddings of pictures, not normalised.
    ///
    /// - Parameter pictures: `[n, 3, R, R]`, channels 0…255.
    /// - Returns: `[n, D]`.
    package func callAsFunction(_ pictures: Tensor, probe: TensorProbe = .none) -> Tensor {
        let (count, side) = (pictures.shape[0], configuration.resolution)
        precondition(pictures.shape == [count, 3, side, side], "\(pictures.shape) are not pictures of side \(side)")
        let batch = max(1, Self.tokensAtOnce / configuration.tokens)
        let parts = stride(from: 0, to: count, by: batch).map { start in
            embed(pictures[start..<min(count, start + batch)], probe)
        }
        return parts.isEmpty ? Tensor(shape: [0, projection.shape[1]]) : .concatenated(parts)
    }

    /// Bounds the memory of one pass: the widest activation has four times the width of a token.
    private static let tokensAtOnce = 4_096

    private func embed(_ pictures: Tensor, _ probe: TensorProbe) -> Tensor {
        let count = pictures.shape[0]
        let patches = patchEmbedding(patches(of: pictures))
        probe("image.conv1", patches)
        let tokens = normBefore(prefixed(patches) + positionalEmbedding)
        probe("image.ln_pre", tokens)
        let encoded = transformer(tokens, mask: .none, probe: probe, name: "image")
        let summaries = normAfter(.stacked((0..<count).map { encoded[$0][0] }))
        probe("image.ln_post", summaries)
        return matmul(summaries, projection)
    }

    /// Normalised pictures cut into patches, rows from the top: `[n, 3, R, R] -> [n, tokens − 1, 3 P P]`.
    private func patches(of pictures: Tensor) -> Tensor {
        let (side, patch) = (configuration.resolution, configuration.patch)
        let grid = side / patch
        let size = 3 * patch * patch
        return Tensor(shape: [pictures.shape[0], grid * grid, size]) { output in
            pictures.withUnsafeBuffer { input in
                Parallelism.forEach(pictures.shape[0] * grid) { index in
                    let (picture, row) = (index / grid, index % grid)
                    for channel in 0..<3 {
                        let (mean, deviation) = (configuration.mean[channel], configuration.std[channel])
                        for y in 0..<patch {
                            let source = ((picture * 3 + channel) * side + row * patch + y) * side
                            for x in 0..<side {
                                let target =
                                    (index * grid + x / patch) * size + (channel * patch + y) * patch + x % patch
                                output[target] = (input[source + x] / 255 - mean) / deviation
                            }
                        }
                    }
                }
            }
        }
    }

    /// The class token before the patches of every picture.
    private func prefixed(_ patches: Tensor) -> Tensor {
        let head = classEmbedding.reshaped([1, configuration.width])
        return .stacked((0..<patches.shape[0]).map { .concatenated([head, patches[$0]]) })
    }
}

extension CLIPConfiguration.ImageTower {
    /// Patches of one picture and the class token.
    var tokens: Int { (resolution / patch) * (resolution / patch) + 1 }
}
