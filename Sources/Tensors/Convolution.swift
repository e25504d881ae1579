import CKernels

/// Stride and padding of a convolution with a square kernel.
package struct ConvolutionGeometry: Sendable {
    package let stride: Int
    package let padding: Int

    package init(stride: Int = 1, padding: Int = 0) {
        self.stride = stride
        self.padding = padding
    }

    func outputLength(_ input: Int, kernel: Int) -> Int { (input + 2 * padding - kernel) / stride + 1 }
}

/// 2-D convolution, `[N, C, H, W] -> [N, O, H', W']`, then bias, residual and activation.
///
/// - Parameters:
///   - weight: `[O, C, k, k]`.
///   - bias: `[O]`.
///   - residual: Added to the result before the activation, of the result's shape.
package func conv2d(
    _ input: Tensor, weight: Tensor, bias: Tensor? = nil, geometry: ConvolutionGeometry = ConvolutionGeometry(),
    residual: Tensor? = nil, activation: Activation = .none
) -> Tensor {
    let convolution = Convolution(input: input.shape, weight: weight.shape, geometry: geometry)
    precondition(bias.map { $0.count == convolution.outputs } ?? true, "one bias per output channel")
    precondition(residual.map { $0.shape == convolution.outputShape } ?? true, "the residual has the result's shape")
    return Tensor(shape: convolution.outputShape) { output in
        input.withUnsafeBuffer { x in
            weight.withUnsafeBuffer { w in
                for image in 0..<convolution.images {
                    let start = image * convolution.outputs * convolution.positions
                    let finish = ChannelEpilogue(
                        bias: bias, residual: residual.map { $0[image] }, stride: convolution.positions,
                        activation: activation)
                    convolution(
                        x.base(at: image * convolution.inputCount), w.base(at: 0), finish,
                        into: output.base(at: start))
                }
            }
        }
    }
}

/// A convolution as a product of the weights and the patches under the kernel.
private struct Convolution {
    let images: Int
    let outputs: Int
    let inputCount: Int
    let outputShape: [Int]
    private let depth: Int
    private let isPointwise: Bool
    private let shape: earshot_convolution

    var positions: Int { outputShape[2] * outputShape[3] }

    init(input: [Int], weight: [Int], geometry: ConvolutionGeometry) {
        precondition(input.count == 4 && weight.count == 4, "images and kernels have four dimensions")
        precondition(weight[1] == input[1] && weight[2] == weight[3], "kernel \(weight) does not fit \(input)")
        let kernel = weight[2]
        let height = geometry.outputLength(input[2], kernel: kernel)
        let width = geometry.outputLength(input[3], kernel: kernel)
        images = input[0]
        outputs = weight[0]
        inputCount = input[1] * input[2] * input[3]
        outputShape = [images, outputs, height, width]
        depth = input[1] * kernel * kernel
        isPointwise = kernel == 1 && geometry.stride == 1 && geometry.padding == 0
        shape = earshot_convolution(
            height: input[2], width: input[3], kernel: kernel, stride: geometry.stride, padding: geometry.padding,
            outWidth: width)
    }

    /// Many positions are cut into tiles whose patches stay in the cache; few share one patch matrix, so that the
    /// weights are read once.
    func callAsFunction(
        _ input: UnsafePointer<Float>, _ weight: UnsafePointer<Float>, _ finish: ChannelEpilogue,
        into output: UnsafeMutablePointer<Float>
    ) {
        if positions > 512 {
            tiles(input, weight, finish, into: output)
        } else {
            whole(input, weight, finish, into: output)
        }
    }

    private func tiles(
        _ input: UnsafePointer<Float>, _ weight: UnsafePointer<Float>, _ finish: ChannelEpilogue,
        into output: UnsafeMutablePointer<Float>
    ) {
        let length = max(192, min(2048, (1 << 19) / depth)) / 16 * 16
        let kernel = MatrixOperand(weight, stride: depth)
        Parallelism.forEach((positions + length - 1) / length) { tile in
            let begin = tile * length
            let count = min(length, positions - begin)
            if isPointwise {
                gemm(
                    rows: outputs, columns: count, depth: depth, kernel,
                    MatrixOperand(input + begin, stride: positions),
                    into: output + begin, stride: positions)
            } else {
                let patches = TensorStorage(count: depth * count)
                patch(input, rows: 0..<depth, begin: begin, count: count, into: patches.base)
                gemm(
                    rows: outputs, columns: count, depth: depth, kernel, MatrixOperand(patches.base, stride: count),
                    into: output + begin, stride: positions)
            }
            finish(output, channels: 0..<outputs, begin: begin, count: count)
        }
    }

    private func whole(
        _ input: UnsafePointer<Float>, _ weight: UnsafePointer<Float>, _ finish: ChannelEpilogue,
        into output: UnsafeMutablePointer<Float>
    ) {
        let patches = isPointwise ? nil : TensorStorage(count: depth * positions)
        if let patches {
            Parallelism.forEachRange(of: depth, grain: max(1, (1 << 15) / positions)) { rows in
                patch(input, rows: rows, begin: 0, count: positions, into: patches.base + rows.lowerBound * positions)
            }
        }
        let columns = MatrixOperand(patches.map { UnsafePointer($0.base) } ?? input, stride: positions)
        let grain = max(16, (1 << 21) / (2 * depth * positions))
        Parallelism.forEachRange(of: outputs, grain: grain, multiple: 16) { channels in
            gemm(
                rows: channels.count, columns: positions, depth: depth,
                MatrixOperand(weight + channels.lowerBound * depth, stride: depth), columns,
                into: output + channels.lowerBound * positions, stride: positions)
            finish(output, channels: channels, begin: 0, count: positions)
        }
    }

    private func patch(
        _ input: UnsafePointer<Float>, rows: Range<Int>, begin: Int, count: Int,
        into output: UnsafeMutablePointer<Float>
    ) {
        withUnsafePointer(to: shape) {
            earshot_patches(input, $0, rows.lowerBound, rows.upperBound, begin, count, output)
        }
    }
}

/// What happens to a block of the result while it is still in the cache.
private struct ChannelEpilogue {
    let bias: Tensor?
    let residual: Tensor?
    let stride: Int
    let activation: Activation

    func callAsFunction(
        _ output: UnsafeMutablePointer<Float>, channels: Range<Int>, begin: Int, count: Int
    ) {
        let block = output + channels.lowerBound * stride + begin
        withOptional(bias, at: channels.lowerBound) { bias in
            withOptional(residual, at: channels.lowerBound * stride + begin) { residual in
                if case .relu = activation {
                    earshot_finish_channels_relu(block, stride, channels.count, count, bias, residual)
                    return
                }
                earshot_finish_channels(block, stride, channels.count, count, bias, residual)
                for channel in 0..<channels.count { activation.apply(block + channel * stride, count) }
            }
        }
    }

    private func withOptional(_ tensor: Tensor?, at index: Int, _ body: (UnsafePointer<Float>?) -> Void) {
        guard let tensor else { return body(nil) }
        tensor.withUnsafeBuffer { body($0.base(at: index)) }
    }
}
