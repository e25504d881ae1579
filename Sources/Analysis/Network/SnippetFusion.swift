package import Network
package import Segmentation
package import Tensors

/// Picture and sound of a snippet to what the mask decoder reads of it: early fusion and pixel decoder (Spec §4).
///
/// The result belongs to the snippet alone, so it is computed once and shared by every window the snippet sits in.
package struct SnippetFusion: Sendable {
    private let model: SegmentationModel

    package init(_ model: SegmentationModel) {
        self.model = model
    }

    /// - Parameter embedding: the sound, `[E]`.
    package func callAsFunction(
        _ picture: EncodedPicture, embedding: Tensor, probe: TensorProbe = .none
    ) -> AnalysisSnippet {
        AnalysisSnippet(
            prepared: picture.prepared,
            fused: model.fuse(features: picture.features, audio: embedding, probe: probe))
    }
}

/// A snippet as it sits in a window.
package struct AnalysisSnippet: Sendable {
    package let prepared: PreparedPicture
    package let fused: FusedSnippet
}
