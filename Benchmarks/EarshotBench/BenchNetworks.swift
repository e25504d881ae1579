import Bundles
import Network
import Segmentation
import Tensors
import TestSupport
import VisionLanguage

/// The networks under measurement.
struct BenchNetworks {
    let segmentation: SegmentationModel
    let resolution: Int
    let classify: @Sendable (Tensor) -> Tensor

    /// - Parameter model: A name or directory, or `synthetic`.
    init(_ model: String) throws {
        self = model == "synthetic" ? try BenchNetworks(synthetic: .ovavssR50) : try BenchNetworks(bundle: model)
    }

    private init(bundle model: String) throws {
        let bundle = try ModelBundle.load(directory: ModelStore().find(model).directory)
        segmentation = bundle.segmentation
        resolution = bundle.manifest.clip.image.resolution
        classify = { bundle.classifier.embeddings(of: $0) }
    }

    private init(synthetic configuration: SegmentationConfiguration) throws {
        let weights = try SyntheticWeights(.ovavssR50).checkpoint.root
        segmentation = try SegmentationModel(configuration: configuration, weights: weights)
        let tower = CLIPConfiguration.vitB16.image
        resolution = tower.resolution
        let encoder = try ImageEncoder(
            weights["clip_adapter.clip_model.visual"], configuration: tower, embedding: 512)
        classify = { encoder($0) }
    }
}
