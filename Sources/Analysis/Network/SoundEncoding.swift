import AudioFeatures
package import Network
package import Segmentation
package import Tensors

/// One second of sound to its VGGish embedding.
package struct SoundEncoding: Sendable {
    private let model: SegmentationModel
    private let logMel = LogMel()

    package init(_ model: SegmentationModel) {
        self.model = model
    }

    /// The embedding `[E]` of a snippet's own second, 16 000 samples at 16 kHz.
    package func callAsFunction(second samples: [Float], probe: TensorProbe = .none) -> Tensor {
        self(patch: logMel.patch(of: samples), probe: probe)
    }

    /// The embedding `[E]` of a log-mel patch `[96, 64]` cut elsewhere.
    package func callAsFunction(patch: Tensor, probe: TensorProbe = .none) -> Tensor {
        model.soundEncoder(patch.reshaped([1, 1] + patch.shape), probe: probe)[0]
    }
}
