import Testing

@testable import Tensors

struct ConvolutionTests {
    struct Shape: Sendable, CustomTestStringConvertible {
        let input: [Int]
        let outputs: Int
        let kernel: Int
        let stride: Int
        let padding: Int

        var testDescription: String { "\(input) -> \(outputs), \(kernel)×\(kernel) / \(stride) pad \(padding)" }
    }

    @Test(
        "A convolution equals its plain loops",
        arguments: [
            Shape(input: [1, 3, 9, 7], outputs: 4, kernel: 1, stride: 1, padding: 0),
            Shape(input: [2, 3, 9, 7], outputs: 5, kernel: 3, stride: 1, padding: 1),
            Shape(input: [1, 3, 30, 41], outputs: 6, kernel: 7, stride: 2, padding: 3),
            Shape(input: [1, 4, 12, 15], outputs: 3, kernel: 3, stride: 2, padding: 1),
            Shape(input: [1, 4, 12, 15], outputs: 3, kernel: 1, stride: 2, padding: 0),
            Shape(input: [1, 3, 16, 24], outputs: 8, kernel: 4, stride: 4, padding: 0),
            Shape(input: [1, 5, 33, 40], outputs: 7, kernel: 3, stride: 1, padding: 1),
            Shape(input: [1, 2, 1, 1], outputs: 2, kernel: 3, stride: 1, padding: 1),
            Shape(input: [1, 40, 30, 30], outputs: 33, kernel: 1, stride: 1, padding: 0),
        ])
    func plainLoops(shape: Shape) {
        let input = Tensor.noise(seed: 30, shape.input)
        let weight = Tensor.noise(seed: 31, [shape.outputs, shape.input[1], shape.kernel, shape.kernel])
        let bias = Tensor.noise(seed: 32, [shape.outputs])
        let geometry = ConvolutionGeometry(stride: shape.stride, padding: shape.padding)
        let expected = plain(input, weight, bias, shape)
        #expect(conv2d(input, weight: weight, bias: bias, geometry: geometry).differs(from: expected) < 1e-4)
        let residual = Tensor.noise(seed: 33, expected.shape)
        let finished = conv2d(
            input, weight: weight, bias: bias, geometry: geometry, residual: residual, activation: .relu)
        #expect(finished.differs(from: relu(expected + residual)) < 1e-4)
        let smooth = conv2d(input, weight: weight, bias: bias, geometry: geometry, activation: .gelu)
        #expect(smooth.differs(from: gelu(expected)) < 1e-4)
    }

    @Test("Max pooling takes the largest value of each window, padding never wins", arguments: [(2, 2, 0), (3, 2, 1)])
    func pooling(window: Int, stride: Int, padding: Int) {
        let input = Tensor.noise(seed: 34, [1, 2, 9, 8]) + Tensor(shape: [8], repeating: -5)
        let pooled = maxPool(input, window: window, stride: stride, padding: padding)
        let values = input.elements
        let (height, width) = (pooled.shape[2], pooled.shape[3])
        for plane in 0..<2 {
            for oy in 0..<height {
                for ox in 0..<width {
                    let covered = (0..<window * window).compactMap { tap -> Float? in
                        let (y, x) = (oy * stride + tap / window - padding, ox * stride + tap % window - padding)
                        return (0..<9).contains(y) && (0..<8).contains(x) ? values[(plane * 9 + y) * 8 + x] : nil
                    }
                    #expect(pooled.elements[(plane * height + oy) * width + ox] == covered.max())
                }
            }
        }
    }

    private func plain(_ input: Tensor, _ weight: Tensor, _ bias: Tensor, _ shape: Shape) -> Tensor {
        let (x, w, b) = (input.elements, weight.elements, bias.elements)
        let (channels, height, width) = (shape.input[1], shape.input[2], shape.input[3])
        let geometry = ConvolutionGeometry(stride: shape.stride, padding: shape.padding)
        let rows = geometry.outputLength(height, kernel: shape.kernel)
        let columns = geometry.outputLength(width, kernel: shape.kernel)
        var result: [Float] = []
        for image in 0..<shape.input[0] {
            for output in 0..<shape.outputs {
                for oy in 0..<rows {
                    for ox in 0..<columns {
                        var sum = Double(b[output])
                        for channel in 0..<channels {
                            for ky in 0..<shape.kernel {
                                for kx in 0..<shape.kernel {
                                    let y = oy * shape.stride + ky - shape.padding
                                    let column = ox * shape.stride + kx - shape.padding
                                    guard (0..<height).contains(y), (0..<width).contains(column) else { continue }
                                    let value = x[((image * channels + channel) * height + y) * width + column]
                                    let factor =
                                        w[((output * channels + channel) * shape.kernel + ky) * shape.kernel + kx]
                                    sum += Double(value * factor)
                                }
                            }
                        }
                        result.append(Float(sum))
                    }
                }
            }
        }
        return Tensor(shape: [shape.input[0], shape.outputs, rows, columns], result)
    }
}
