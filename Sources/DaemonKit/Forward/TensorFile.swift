import Network
import Tensors

/// Writes named tensors as one safetensors file.
enum TensorFile {
    static func write(_ tensors: [String: Tensor], to path: String) throws(CheckpointError) {
        let inOrder = tensors.sorted { $0.key < $1.key }
        var writer = try SafetensorsWriter.create(
            path: path,
            declarations: inOrder.map { .init(key: $0.key, type: .float32, shape: $0.value.shape) })
        for (key, tensor) in inOrder { try writer.append(key, tensor) }
        try writer.finish()
    }
}
