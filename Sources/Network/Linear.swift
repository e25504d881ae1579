package import Tensors

/// `y = activation(x Wᵀ + b)` over the last axis.
package struct Linear: Sendable {
    private let weight: Tensor
    private let bias: Tensor?

    /// Reads `weight` `[out, in]` and, unless told otherwise, `bias` `[out]`.
    package init(
        _ weights: CheckpointScope, in inputs: Int, out outputs: Int, bias hasBias: Bool = true
    ) throws(CheckpointError) {
        weight = try weights.tensor("weight", shape: [outputs, inputs])
        bias = hasBias ? try weights.tensor("bias", shape: [outputs]) : nil
    }

    /// - Parameters:
    ///   - weight: `[out, in]`.
    ///   - bias: `[out]`.
    package init(weight: Tensor, bias: Tensor?) {
        self.weight = weight
        self.bias = bias
    }

    /// `[..., in] -> [..., out]`.
    package func callAsFunction(_ input: Tensor, activation: Activation = .none) -> Tensor {
        linear(input, weight: weight, bias: bias, activation: activation)
    }
}
