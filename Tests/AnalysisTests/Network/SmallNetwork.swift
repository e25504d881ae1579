import Analysis
import Bundles
import MediaTypes
import Network
import Tensors
import TestSupport
import Testing

/// The bundled model's sizes, with its own weights or with weights made by rule; the first knows its world, the second
/// answers everything at random, so that what the trained model never says is tested too.
enum SmallNetwork: String, CaseIterable, CustomTestStringConvertible {
    case trained, synthetic

    var testDescription: String { rawValue }

    func bundle() throws -> ModelBundle {
        let files = try ModelStore().find(ModelStore.defaultModel)
        let weights = try SafetensorsFile(path: files.weightPaths[0])
        return switch self {
        case .trained: try ModelBundle(files, checkpoint: Checkpoint(paths: files.weightPaths))
        case .synthetic: try ModelBundle(files, checkpoint: Checkpoint(source: RuleWeights(shapesOf: weights)))
        }
    }
}

/// Weights by rule in the shapes of a file.
private struct RuleWeights: TensorSource {
    let name = "weights by rule"
    let keys: [String]
    private let shapes: [String: [Int]]

    init(shapesOf file: SafetensorsFile) throws(CheckpointError) {
        keys = file.keys
        var shapes: [String: [Int]] = [:]
        for key in file.keys { shapes[key] = try file.shape(of: key) }
        self.shapes = shapes
    }

    func shape(of key: String) -> [Int]? { shapes[key] }

    func tensor(_ key: String) throws(CheckpointError) -> Tensor {
        guard let shape = shapes[key] else { throw CheckpointError(source: name, key: key, problem: .missing) }
        return SyntheticWeights.generated(key, shape)
    }
}

/// Twenty seconds of moving picture and changing sound.
enum SmallClip {
    static let seconds = 20

    static func picture(_ index: Int) -> Picture { SyntheticInput.picture(index, width: 96, height: 64) }

    private static let sound = SyntheticInput.sound(seconds: seconds).map { Float($0) / 32_768 }

    static func second(_ index: Int) -> [Float] { Array(sound[index * 16_000..<(index + 1) * 16_000]) }
}
