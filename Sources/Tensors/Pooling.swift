import CKernels

/// Maximum over square windows of `[N, C, H, W]`; positions in the padding never win.
package func maxPool(_ input: Tensor, window: Int, stride: Int, padding: Int = 0) -> Tensor {
    let geometry = ConvolutionGeometry(stride: stride, padding: padding)
    let (height, width) = (input.shape[2], input.shape[3])
    let outputHeight = geometry.outputLength(height, kernel: window)
    let outputWidth = geometry.outputLength(width, kernel: window)
    let planes = input.shape[0] * input.shape[1]
    return Tensor(shape: [input.shape[0], input.shape[1], outputHeight, outputWidth]) { output in
        input.withUnsafeBuffer { x in
            Parallelism.forEachRange(of: planes, grain: max(1, (1 << 14) / max(1, height * width))) { range in
                for plane in range {
                    earshot_max_pool(
                        x.base(at: plane * height * width), height, width, window, stride, padding, outputHeight,
                        outputWidth, output.base(at: plane * outputHeight * outputWidth))
                }
            }
        }
    }
}

/// Mean over square windows side by side, `[N, C, H, W]` to `[N, C, H / window, W / window]`; what is left at the right
/// and below is dropped.
package func averagePool(_ input: Tensor, window: Int) -> Tensor {
    let (height, width) = (input.shape[2] / window, input.shape[3] / window)
    let (inputHeight, inputWidth) = (input.shape[2], input.shape[3])
    let planes = input.shape[0] * input.shape[1]
    let share = 1 / Float(window * window)
    return Tensor(shape: [input.shape[0], input.shape[1], height, width]) { output in
        input.withUnsafeBuffer { x in
            let grain = max(1, (1 << 14) / max(1, inputHeight * inputWidth))
            Parallelism.forEachRange(of: planes, grain: grain) { range in
                for line in range.lowerBound * height..<range.upperBound * height {
                    let top = x.base(at: (line / height * inputHeight + line % height * window) * inputWidth)
                    for column in 0..<width {
                        var sum: Float = 0
                        for y in 0..<window {
                            for offset in 0..<window { sum += top[y * inputWidth + column * window + offset] }
                        }
                        output[line * width + column] = sum * share
                    }
                }
            }
        }
    }
}
