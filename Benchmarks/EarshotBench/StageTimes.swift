import AudioFeatures
import Foundation
import MediaTypes
import Segmentation
import Tensors
import TestSupport

/// Median times of every stage on synthetic pictures and sound.
struct StageTimes {
    let seconds: [String: Double]

    init(_ networks: BenchNetworks, size: (height: Int, width: Int), repeats: Int) {
        let picture = SyntheticInput.picture(0, width: size.width, height: size.height)
        let second = SyntheticInput.sound(seconds: 1).map { Float($0) / 32768 }
        let logMel = LogMel()
        let model = networks.segmentation
        let prepared = model.prepare(picture, shortSide: min(size.height, size.width))
        let patch = logMel.patch(of: second).reshaped([1, 1, LogMel.frames, LogMel.bands])
        let sound = model.soundEncoder(patch)[0]
        let features = model.backbone(prepared.input)
        let window = Array(
            repeating: model.fuse(features: features, audio: sound), count: model.configuration.maskDecoder.window)
        let crop = Tensor(shape: [1, 3, networks.resolution, networks.resolution], repeating: 127)
        let stages: [(String, () -> Void)] = [
            ("log_mel", { _ = logMel.patch(of: second) }), ("vggish", { _ = model.soundEncoder(patch) }),
            ("backbone", { _ = model.backbone(prepared.input) }),
            ("pixel_decoder", { _ = model.fuse(features: features, audio: sound) }),
            ("mask_decoder", { _ = model.decode(window: window) }), ("crop", { _ = networks.classify(crop) }),
        ]
        seconds = Dictionary(uniqueKeysWithValues: stages.map { ($0.0, Self.median(repeats, $0.1)) })
    }

    /// The median of some calls after one that does not count.
    private static func median(_ repeats: Int, _ work: () -> Void) -> Double {
        work()
        let times = (0..<repeats).map { _ in
            let begun = ContinuousClock.now
            work()
            return (ContinuousClock.now - begun) / .seconds(1)
        }
        return times.sorted()[repeats / 2]
    }
}
