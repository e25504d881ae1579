import Foundation
package import Network
package import Tensors

/// The weights of the reference runs, each tensor made by rule when it is asked for.
package struct SyntheticWeights: TensorSource {
    /// A list of the names and shapes of a published checkpoint.
    package enum Layout: String, Sendable {
        case ovavssR50 = "ovavss_r50"
        case ovavssSwinB = "ovavss_swinb"
        case clipViTB16 = "clip_vit_b16"
        case clipViTB32 = "clip_vit_b32"
        case clipViTL14 = "clip_vit_l14"
        case clipViTL14At336 = "clip_vit_l14_336"
        case clipRN50 = "clip_rn50"
        case vggish

        /// What the rule's names have before the key.
        var prefix: String {
            switch self {
            case .ovavssR50, .ovavssSwinB: ""
            case .clipViTB16, .clipViTB32, .clipViTL14, .clipViTL14At336, .clipRN50: "clip_adapter.clip_model."
            case .vggish: "audio_encoder.audio_backbone."
            }
        }
    }

    private struct KeyList: Decodable {
        struct Item: Decodable {
            let key: String
            let shape: [Int]
            let dtype: String
        }

        let tensors: [Item]
    }

    package let name: String
    /// In the order of the checkpoint.
    package let keys: [String]
    private let prefix: String
    private let shapes: [String: [Int]]

    /// The floating-point tensors of `layout`.
    package init(_ layout: Layout) throws {
        let list = try JSONDecoder().decode(
            KeyList.self,
            from: Data(contentsOf: Golden.directory.appendingPathComponent("keys/\(layout.rawValue).json")))
        let tensors = list.tensors.filter { $0.dtype.hasPrefix("float") }
        name = "synthetic \(layout.rawValue)"
        keys = tensors.map(\.key)
        prefix = layout.prefix
        shapes = Dictionary(uniqueKeysWithValues: tensors.map { ($0.key, $0.shape) })
    }

    /// A checkpoint over these weights.
    package var checkpoint: Checkpoint { Checkpoint(source: self) }

    package func shape(of key: String) -> [Int]? { shapes[key] }

    package func tensor(_ key: String) throws(CheckpointError) -> Tensor {
        guard let shape = shapes[key] else { throw CheckpointError(source: name, key: key, problem: .missing) }
        return Self.constant(key, shape) ?? Self.generated(prefix + key, shape)
    }

    /// A tensor by rule; `key` is the full name in the OV-AVSS checkpoint.
    package static func generated(_ key: String, _ shape: [Int]) -> Tensor {
        let rule = WeightRule(key: key, shape: shape)
        let random = SplitMix(key)
        return Tensor(shape: shape) { output in
            nonisolated(unsafe) let output = output
            Parallelism.forEachRange(of: output.count, grain: 1 << 14) { range in
                for index in range {
                    let product = (Double(random[index] >> 40) * 0x1p-23 - 1) * rule.scale
                    output[index] = Float(rule.offset == 0 ? product : product + rule.offset)
                }
            }
        }
    }

    /// Tensors that are no weights: means, class weights, the temperature.
    private static func constant(_ key: String, _ shape: [Int]) -> Tensor? {
        let constants: [String: [Float]] = [
            "pixel_mean": [0.48145466, 0.4578275, 0.40821073], "pixel_std": [0.26862954, 0.26130258, 0.27577711],
            "empty_weight": [1, 0.1], "logit_scale": [4.6051702],
        ]
        guard let last = key.split(separator: ".").last, let values = constants[String(last)] else { return nil }
        return Tensor(shape: shape, values)
    }
}
