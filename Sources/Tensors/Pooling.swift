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
