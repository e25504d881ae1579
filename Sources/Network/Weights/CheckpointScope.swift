package import Tensors

/// A place in a checkpoint; `scope["conv1"]["norm"]` walks down the dotted names.
package struct CheckpointScope: Sendable {
    private let checkpoint: Checkpoint
    private let prefix: String

    init(checkpoint: Checkpoint, prefix: String) {
        self.checkpoint = checkpoint
        self.prefix = prefix
    }

    /// The scope one or more dotted names further down.
    package subscript(name: String) -> CheckpointScope {
        CheckpointScope(checkpoint: checkpoint, prefix: fullName(name))
    }

    /// The scope of element `index` of a list of layers.
    package subscript(index: Int) -> CheckpointScope { self["\(index)"] }

    /// The tensor of this name, which must have exactly `shape`; counts as used.
    package func tensor(_ name: String, shape: [Int]) throws(CheckpointError) -> Tensor {
        try checkpoint.tensor(fullName(name), shape: shape)
    }

    package func contains(_ name: String) -> Bool { checkpoint.shape(of: fullName(name)) != nil }

    private func fullName(_ name: String) -> String { prefix.isEmpty ? name : prefix + "." + name }
}
