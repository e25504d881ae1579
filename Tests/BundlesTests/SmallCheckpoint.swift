import Foundation
import Network
import Segmentation
import Synchronization
import Tensors
import TestSupport

@testable import Bundles
@testable import VisionLanguage

/// The weights of a network small enough to be written in a test, made by rule.
struct SmallCheckpoint {
    static let segmentation = {
        var sizes = SegmentationConfiguration.ovavssR50
        sizes.vggish.channels = [4, 4, 8, 8, 8, 8]
        sizes.vggish.hidden = [16, 12]
        sizes.vggish.embedding = 16
        sizes.backbone = .resnet(.init(stem: 8, inner: [4, 8, 8, 16], blocks: [1, 2, 1, 1], expansion: 4))
        sizes.pixelDecoder.channels = 32
        sizes.pixelDecoder.layers = 2
        sizes.pixelDecoder.feedforward = 48
        sizes.pixelDecoder.fusionChannels = 64
        sizes.pixelDecoder.maskChannels = 32
        sizes.maskDecoder.channels = 32
        sizes.maskDecoder.queries = 6
        sizes.maskDecoder.layers = 3
        sizes.maskDecoder.feedforward = 40
        return sizes
    }()

    static let clip = CLIPConfiguration(
        embedding: 24, image: .init(.vit(.init(patch: 8, width: 64, layers: 2, heads: 1)), resolution: 32),
        text: .init(context: 40, vocabulary: 520, width: 64, layers: 2, heads: 1))

    static let merges = "#version: 0.2\nd o\ndo g</w>\nc a\nca t</w>\nt h\nth e</w>\n"

    /// Every name and shape the network of these sizes asks for.
    static let shapes = shapes(segmentation, clip)

    static func shapes(_ segmentation: SegmentationConfiguration, _ clip: CLIPConfiguration) -> [String: [Int]] {
        let recorder = ShapeRecorder()
        do {
            _ = try Networks(segmentation: segmentation, clip: clip, checkpoint: Checkpoint(source: recorder))
        } catch {
            preconditionFailure("a network asks for nothing but its weights: \(error)")
        }
        return recorder.shapes
    }

    /// Writes tensors of these shapes; `type` of every one.
    static func write(
        _ shapes: [String: [Int]], to path: String, prefix: String = "", type: StoredType = .float32
    ) throws {
        let keys = shapes.keys.sorted()
        var writer = try SafetensorsWriter.create(
            path: path,
            declarations: keys.map {
                SafetensorsWriter.Declaration(key: $0, type: type.element, shape: shapes[$0] ?? [])
            })
        for key in keys {
            let tensor = SyntheticWeights.generated(prefix + key, shapes[key] ?? [])
            let bytes = tensor.withUnsafeBuffer { type.bytes(of: $0) } ?? Data()
            try bytes.withUnsafeBytes { try writer.append(key, bytes: $0) }
        }
        try writer.finish()
    }
}

/// Answers every question for a tensor with one of the shape asked for, and remembers it.
private final class ShapeRecorder: TensorSource {
    let name = "a recorder"
    private let asked = Mutex<[String: [Int]]>([:])

    var shapes: [String: [Int]] { asked.withLock { $0 } }
    var keys: [String] { [] }

    func shape(of key: String) -> [Int]? { nil }

    func tensor(_ key: String) throws(CheckpointError) -> Tensor {
        throw CheckpointError(source: name, key: key, problem: .missing)
    }

    func tensor(_ key: String, shape: [Int]) throws(CheckpointError) -> Tensor {
        asked.withLock { $0[key] = shape }
        return Tensor(shape: shape, repeating: 0)
    }
}
