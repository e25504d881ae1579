import Network
import Tensors
import TestSupport

@testable import Segmentation

/// The reference run on synthetic weights, with every intermediate tensor.
struct ReferenceRun: Sendable {
    let golden: Golden
    let tensors: [String: Tensor]
    let prediction: WindowPrediction
    /// Pixels of all attention masks whose logit is zero within rounding and lies on the other side in the reference.
    let ties: Int
    /// The same window with the attention masks of the reference.
    let forced: [String: Tensor]

    /// - Parameters:
    ///   - file: Which reference.
    ///   - configuration: Of the model it is of, and `layout` that of its weights.
    ///   - width: Of the pictures.
    ///   - height: Of the pictures.
    ///   - shortSide: After resizing.
    init(
        _ file: String, _ configuration: SegmentationConfiguration = .ovavssR50,
        _ layout: SyntheticWeights.Layout = .ovavssR50, width: Int, height: Int, shortSide: Int
    ) throws {
        let golden = try Golden(file)
        let model = try SegmentationModel(
            configuration: configuration, weights: try SyntheticWeights(layout).checkpoint.root)
        let recorder = TensorRecorder { name in golden.has(name) }
        let probe = recorder.probe
        let patches = try golden.tensor("vggish.logmel")
        let sounds = model.soundEncoder(patches, probe: probe)
        let window = (0..<5).map { index in
            let picture = model.prepare(
                SyntheticInput.picture(index, width: width, height: height), shortSide: shortSide)
            let features = model.backbone(picture.input, probe: probe)
            return model.fuse(features: features, audio: sounds[index], probe: probe)
        }
        let masks = try (0..<9).map { try golden.bits("dec.pred.\($0).attn_mask") }
        let forcedRecorder = TensorRecorder { golden.has($0) && $0.hasPrefix("dec.") }
        _ = model.decode(window: window, probe: forcedRecorder.probe) { layer, logits in
            BlockedPixels(bytes: masks[layer], pixels: logits.shape[1])
        }
        var ties = 0
        prediction = model.decode(window: window, probe: probe) { layer, logits in
            let own = BlockedPixels(logits: logits)
            let (settled, count) = own.settlingTies(of: logits, by: masks[layer])
            ties += count
            return settled
        }
        self.ties = ties
        self.golden = golden
        tensors = recorder.tensors
        forced = forcedRecorder.tensors
    }

    /// Names with this prefix that both the reference and the run have.
    static func names(_ golden: Golden, prefix: String) -> [String] {
        Set(golden.file.keys.map { String($0.prefix { $0 != "@" }) }).filter { $0.hasPrefix(prefix) }.sorted()
    }
}

extension Golden {
    /// The file has numbers of that name, whole or sampled.
    func has(_ name: String) -> Bool {
        file.contains(name) || file.contains(name + "@s") || file.contains(name + "@bits")
    }
}

extension BlockedPixels {
    /// One pixel that flips by rounding moves its query and, through self-attention, all others a little; so a pixel
    /// whose logit is within 1e-4 of zero, where logits have a deviation of 5, takes the side of the reference.
    fileprivate func settlingTies(of logits: Tensor, by reference: [UInt8]) -> (BlockedPixels, ties: Int) {
        var settled = bytes
        var ties = 0
        for (index, logit) in logits.elements.enumerated() where settled[index] != reference[index] && abs(logit) < 1e-4
        {
            settled[index] = reference[index]
            ties += 1
        }
        return (BlockedPixels(bytes: settled, pixels: pixels), ties)
    }
}
