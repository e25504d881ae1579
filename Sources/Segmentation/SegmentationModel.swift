package import MediaTypes
package import Network
package import Tensors

/// The audio-visual segmentation network (Spec §1–§5), immutable and safe to call from any thread.
package struct SegmentationModel: Sendable {
    package let configuration: SegmentationConfiguration
    private let pictureEncoder: any PictureEncoder
    private let vggish: VGGish
    private let pixelDecoder: PixelDecoder
    private let maskDecoder: MaskDecoder

    /// - Parameter weights: The root of a checkpoint with the published names.
    package init(
        configuration: SegmentationConfiguration, weights: CheckpointScope
    ) throws(CheckpointError) {
        self.configuration = configuration
        let audio = configuration.vggish.embedding
        pictureEncoder = try configuration.backbone.encoder(weights["backbone"])
        vggish = try VGGish(weights["audio_encoder.audio_backbone"], configuration.vggish)
        pixelDecoder = try PixelDecoder(
            weights["sem_seg_head.pixel_decoder"], configuration.pixelDecoder, features: configuration.backbone.outputs,
            audio: audio)
        maskDecoder = try MaskDecoder(
            weights["sem_seg_head.predictor"], configuration.maskDecoder, audio: audio,
            maskChannels: configuration.pixelDecoder.maskChannels)
    }

    /// Resizes, normalises and pads a picture.
    ///
    /// - Parameter shortSide: Pixels of the shorter side after resizing, instead of the configured ones.
    package func prepare(_ picture: Picture, shortSide: Int? = nil) -> PreparedPicture {
        var settings = configuration.preprocessing
        settings.shortSide = shortSide ?? settings.shortSide
        return ImagePreparation(settings)(picture)
    }

    /// `[1, 3, Hp, Wp]` to res2…res5, `[1, C, h, w]` at strides 4, 8, 16, 32.
    package func backbone(_ input: Tensor, probe: TensorProbe = .none) -> [Tensor] {
        probe("backbone.in", input)
        return pictureEncoder(input, probe: probe)
    }

    /// Log-mel patches `[n, 1, 96, 64]` to embeddings `[n, E]`.
    package func soundEncoder(_ patches: Tensor, probe: TensorProbe = .none) -> Tensor {
        vggish(patches, probe: probe)
    }

    /// Fuses the picture and the sound of one snippet.
    ///
    /// - Parameters:
    ///   - features: res2…res5 of its picture.
    ///   - audio: Its sound embedding, `[E]`.
    package func fuse(features: [Tensor], audio: Tensor, probe: TensorProbe = .none) -> FusedSnippet {
        pixelDecoder(features: features, audio: audio.reshaped([1, audio.count]), probe: probe)
    }

    /// Finds the sounding objects of a window.
    ///
    /// - Parameter window: As many snippets as the configuration says, oldest first, all of one size.
    package func decode(window: [FusedSnippet], probe: TensorProbe = .none) -> WindowPrediction {
        decode(window: window, probe: probe) { BlockedPixels(logits: $1) }
    }

    /// Decodes with attention masks of the caller's making, to compare layers without the effect of a flipped pixel.
    func decode(
        window: [FusedSnippet], probe: TensorProbe, blocked: (Int, Tensor) -> BlockedPixels
    ) -> WindowPrediction {
        let prediction = maskDecoder(window, probe: probe, blocked: blocked)
        probe("sound.prob", Tensor(shape: [prediction.queries], prediction.soundingScores))
        probe("masks.upsampled", prediction.upsampled)
        return prediction
    }
}

extension WindowPrediction {
    /// All masks at the size of the padded pictures, `[Q, T, Hp, Wp]`: large, for comparison only.
    fileprivate var upsampled: Tensor {
        bilinearResize(maskLogits, height: padded.height, width: padded.width)
    }
}
