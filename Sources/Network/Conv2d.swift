package import Tensors

/// A convolution with a square kernel.
package struct Conv2d: Sendable {
    private let weight: Tensor
    private let bias: Tensor?
    private let geometry: ConvolutionGeometry

    /// Reads `weight` `[out, in, kernel, kernel]` and, where asked for, `bias` `[out]`.
    package init(
        _ weights: CheckpointScope, in inputs: Int, out outputs: Int, kernel: Int, stride: Int = 1, padding: Int = 0,
        bias hasBias: Bool = true
    ) throws(CheckpointError) {
        weight = try weights.tensor("weight", shape: [outputs, inputs, kernel, kernel])
        bias = hasBias ? try weights.tensor("bias", shape: [outputs]) : nil
        geometry = ConvolutionGeometry(stride: stride, padding: padding)
    }

    /// A convolution without bias followed by a frozen batch norm, `x · s + (b - mean · s)` with
    /// `s = weight / sqrt(var + 1e-5)` (Spec §3.1), as one convolution.
    package init(
        _ weights: CheckpointScope, frozenNorm norm: CheckpointScope, in inputs: Int, out outputs: Int, kernel: Int,
        stride: Int = 1, padding: Int = 0
    ) throws(CheckpointError) {
        let scale = try norm.tensor("weight", shape: [outputs]).elements
        let offset = try norm.tensor("bias", shape: [outputs]).elements
        let mean = try norm.tensor("running_mean", shape: [outputs]).elements
        let variance = try norm.tensor("running_var", shape: [outputs]).elements
        let slope = zip(scale, variance).map { Double($0) / (Double($1) + 1e-5).squareRoot() }
        var folded = try weights.tensor("weight", shape: [outputs, inputs, kernel, kernel])
        folded.withUnsafeMutableBuffer { buffer in
            let perOutput = inputs * kernel * kernel
            for index in buffer.indices { buffer[index] = Float(Double(buffer[index]) * slope[index / perOutput]) }
        }
        weight = folded
        bias = Tensor(
            shape: [outputs], (0..<outputs).map { Float(Double(offset[$0]) - Double(mean[$0]) * slope[$0]) })
        geometry = ConvolutionGeometry(stride: stride, padding: padding)
    }

    /// `[N, in, H, W] -> [N, out, H', W']`; `residual` is added before the activation.
    package func callAsFunction(
        _ input: Tensor, residual: Tensor? = nil, activation: Activation = .none
    ) -> Tensor {
        conv2d(input, weight: weight, bias: bias, geometry: geometry, residual: residual, activation: activation)
    }
}
