import Network
import Segmentation
import VisionLanguage

/// The networks of a bundle over some weights.
struct Networks {
    let segmentation: SegmentationModel
    let imageEncoder: ImageEncoder
    let textEncoder: TextEncoder

    /// - Throws: `CheckpointError` for a missing, misshapen or unused tensor, naming its key.
    init(
        segmentation configuration: SegmentationConfiguration, clip: CLIPConfiguration, checkpoint: Checkpoint
    ) throws(CheckpointError) {
        let weights = checkpoint.root["clip_adapter.clip_model"]
        segmentation = try SegmentationModel(configuration: configuration, weights: checkpoint.root)
        imageEncoder = try ImageEncoder(weights["visual"], configuration: clip.image, embedding: clip.embedding)
        textEncoder = try TextEncoder(weights, configuration: clip.text, embedding: clip.embedding)
        try checkpoint.requireAllUsed(except: NaturalConstants.contains)
    }
}
