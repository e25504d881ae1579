package import Network
package import Tensors

/// CLIP's image tower: square pictures to embeddings (Spec §7).
package struct ImageEncoder: Sendable {
    private let configuration: CLIPConfiguration.ImageTower
    private let embedding: Int
    private let network: any ImageNetwork

    /// `weights` is scoped to `clip_model.visual`.
    package init(
        _ weights: CheckpointScope, configuration: CLIPConfiguration.ImageTower, embedding: Int
    ) throws(CheckpointError) {
        self.configuration = configuration
        self.embedding = embedding
        let side = configuration.resolution
        network =
            switch configuration.network {
            case .vit(let sizes): try VisionTransformer(weights, sizes, side: side, embedding: embedding)
            case .resnet(let sizes): try ModifiedResNet(weights, sizes, side: side, embedding: embedding)
            }
    }

    /// Embeddings of pictures, not normalised.
    ///
    /// - Parameter pictures: `[n, 3, R, R]`, channels 0…255.
    /// - Returns: `[n, D]`.
    package func callAsFunction(_ pictures: Tensor, probe: TensorProbe = .none) -> Tensor {
        let (count, side) = (pictures.shape[0], configuration.resolution)
        precondition(pictures.shape == [count, 3, side, side], "\(pictures.shape) are not pictures of side \(side)")
        let parts = stride(from: 0, to: count, by: network.picturesAtOnce).map { start in
            network(standardised(pictures[start..<min(count, start + network.picturesAtOnce)]), probe: probe)
        }
        return parts.isEmpty ? Tensor(shape: [0, embedding]) : .concatenated(parts)
    }

    /// Channels of mean 0 and deviation 1 over the pictures CLIP was trained with.
    private func standardised(_ pictures: Tensor) -> Tensor {
        let area = configuration.resolution * configuration.resolution
        return Tensor(shape: pictures.shape) { output in
            pictures.withUnsafeBuffer { input in
                Parallelism.forEach(pictures.shape[0] * 3) { plane in
                    let (mean, deviation) = (configuration.mean[plane % 3], configuration.std[plane % 3])
                    for index in plane * area..<(plane + 1) * area {
                        output[index] = (input[index] / 255 - mean) / deviation
                    }
                }
            }
        }
    }
}

/// The network of an image tower.
protocol ImageNetwork: Sendable {
    /// Bounds the memory of one pass.
    var picturesAtOnce: Int { get }

    /// Standardised pictures, `[n, 3, R, R]`, to embeddings, `[n, D]`.
    func callAsFunction(_ pictures: Tensor, probe: TensorProbe) -> Tensor
}
