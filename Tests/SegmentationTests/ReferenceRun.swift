import Network
import Tensors
import TestSupport

@testable import Segmentation

/// The reference run on synthetic weights, with every intermediate tensor.
struct ReferenceRun: Sendable {
    let golden: Golden
    let tensors: [String: Tensor]
    let prediction: WindowPrediction
    /// The same window with the attention masks of the reference.
    let forced: [String: Tensor]

    /// - Parameters:
    ///   - file: Which reference.
    ///   - width: Of the pictures.
    ///   - height: Of the pictures.
    ///   - shortSide: After resizing.
    init(_ file: String, width: Int, height: Int, shortSide: Int) throws {
        let golden = try Golden(file)
        let model = try SegmentationModel(
            configuration: .ovavssR50, weights: try SyntheticWeights(.ovavssR50).checkpoint.root)
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
        let forcedRecorder = TensorRecorder { golden.has($0) && $0.hasPrefix("dec.") }
        _ = model.decode(window: window, probe: forcedRecorder.probe) { layer in
            // Every layer of the reference has its mask in the file.
            try? golden.bits("dec.pred.\(layer).attn_mask")
        }
        self.golden = golden
        prediction = model.decode(window: window, probe: probe)
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
