import Synchronization
import Tensors

/// The weights of a model by name, with a record of which were used.
package final class Checkpoint: Sendable {
    private let source: any TensorSource
    private let used = Mutex<Set<String>>([])

    package init(source: any TensorSource) { self.source = source }

    /// Maps the safetensors files; together they hold the model.
    package convenience init(paths: [String]) throws(CheckpointError) {
        self.init(source: try ShardedWeights(paths: paths))
    }

    /// Where layers start to look up their weights.
    package var root: CheckpointScope { CheckpointScope(checkpoint: self, prefix: "") }

    package var keys: [String] { source.keys }

    /// The shape of a tensor, nil where there is none of that name; does not count as use.
    package func shape(of key: String) -> [Int]? { source.shape(of: key) }

    /// The tensor under its full name, which must have exactly `shape`.
    func tensor(_ key: String, shape: [Int]) throws(CheckpointError) -> Tensor {
        let tensor = try source.tensor(key, shape: shape)
        used.withLock { _ = $0.insert(key) }
        return tensor
    }

    /// Fails where the files hold tensors that no layer asked for.
    ///
    /// - Parameter isExcepted: Names that are known and not needed.
    package func requireAllUsed(except isExcepted: (String) -> Bool = { _ in false }) throws(CheckpointError) {
        let used = used.withLock { $0 }
        let left = keys.filter { !used.contains($0) && !isExcepted($0) }
        guard left.isEmpty else { throw CheckpointError(source: source.name, problem: .unused(left)) }
    }
}
