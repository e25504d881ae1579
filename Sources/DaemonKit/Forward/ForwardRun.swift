import Analysis
import Bundles
import MediaTypes
import Network
import Segmentation
import Tensors

/// One window through the stages that `watch` uses.
struct ForwardRun {
    let model: SegmentationModel
    /// Instead of the model's own.
    let shortSide: Int?
    let probe: TensorProbe

    /// Localises the sounding objects of a window.
    func callAsFunction(_ input: ForwardInput) throws -> DecodedWindow {
        let length = model.configuration.maskDecoder.window
        guard input.pictures.count == length else {
            throw ForwardError.window(pictures: input.pictures.count, needs: length)
        }
        let patches = input.patches
        probe("vggish.logmel", Tensor.stacked(patches.map { $0.reshaped([1] + $0.shape) }))
        if let examples = input.paddedExamples { probe("vggish.fc.out", model.soundEncoder(examples)) }
        let (encodePicture, encodeSound) = (VisualEncoding(model, shortSide: shortSide), SoundEncoding(model))
        let fuse = SnippetFusion(model)
        var decode = WindowDecoding(model)
        var window = SlidingWindow<AnalysisSnippet>(WindowSchedule(emission: .center, stride: length))
        var decoded: [DecodedWindow] = []
        for (index, picture) in input.pictures.enumerated() {
            let snippet = fuse(
                encodePicture(picture, probe: probe), embedding: encodeSound(patch: patches[index], probe: probe),
                probe: probe)
            decoded += window.append(snippet, for: SnippetKey(epoch: 0, index: index))
                .map { decode($0, probe: probe) }
        }
        guard let whole = decoded.first else { preconditionFailure("a full window is decoded") }
        return whole
    }
}
