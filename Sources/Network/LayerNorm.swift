package import Tensors

/// Layer norm over the last axis, epsilon 1e-5, affine.
package struct LayerNorm: Sendable {
    private let weight: Tensor
    private let bias: Tensor

    /// Reads `weight` and `bias`, both `[channels]`.
    package init(_ weights: CheckpointScope, channels: Int) throws(CheckpointError) {
        weight = try weights.tensor("weight", shape: [channels])
        bias = try weights.tensor("bias", shape: [channels])
    }

    package func callAsFunction(_ input: Tensor) -> Tensor {
        layerNorm(input, weight: weight, bias: bias)
    }
}
