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

    /// - Parameter model: A name or directory, or that of a `SyntheticModel`.
    init(_ model: String) throws {
        let synthetic = SyntheticModel(rawValue: model)
        self = try synthetic.map { try BenchNetworks($0) } ?? BenchNetworks(bundle: model)
    }

    private init(bundle model: String) throws {
        let bundle = try ModelBundle.load(directory: ModelStore().find(model).directory)
        segmentation = bundle.segmentation
        resolution = bundle.manifest.clip.image.resolution
        classify = { bundle.classifier.embeddings(of: $0) }
    }

    private init(_ model: SyntheticModel) throws {
        let weights = try SyntheticWeights(model.layout).checkpoint.root
        segmentation = try SegmentationModel(configuration: model.segmentation, weights: weights)
        resolution = model.clip.image.resolution
        let encoder = try ImageEncoder(
            weights["clip_adapter.clip_model.visual"], configuration: model.clip.image, embedding: model.clip.embedding)
        classify = { encoder($0) }
    }
}
