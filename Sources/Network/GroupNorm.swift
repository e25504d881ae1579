package import Tensors

/// Group norm of images, epsilon 1e-5, affine per channel.
package struct GroupNorm: Sendable {
    private let weight: Tensor
    private let bias: Tensor
    private let groups: Int

    /// Reads `weight` and `bias`, both `[channels]`.
    package init(_ weights: CheckpointScope, channels: Int, groups: Int) throws(CheckpointError) {
        weight = try weights.tensor("weight", shape: [channels])
        bias = try weights.tensor("bias", shape: [channels])
        self.groups = groups
    }

    /// `[N, C, H, W]`, statistics per image and group.
    package func callAsFunction(_ input: Tensor, activation: Activation = .none) -> Tensor {
        groupNorm(input, groups: groups, weight: weight, bias: bias, activation: activation)
    }
}
