import Foundation
import Testing

@testable import Tensors

struct ElementwiseTests {
    private let x = Tensor.noise(seed: 9, [3, 7, 40]) * 12

    @Test("Activations follow their formulas")
    func activations() {
        func expect(_ tensor: Tensor, _ formula: (Double) -> Double) {
            let expected = x.elements.map { Float(formula(Double($0))) }
            #expect(tensor.differs(from: Tensor(shape: x.shape, expected)) < 2e-6)
        }
        expect(relu(x)) { max(0, $0) }
        expect(sigmoid(x)) { 1 / (1 + exp(-$0)) }
        expect(quickGELU(x)) { $0 / (1 + exp(-1.702 * $0)) }
        expect(gelu(x)) { 0.5 * $0 * (1 + erf($0 / 2.0.squareRoot())) }
    }

    @Test("Sigmoid and softmax stay finite at extreme inputs")
    func extremes() {
        let extreme = Tensor(shape: [1, 4], [-1e30, -100, 100, 1e30])
        #expect(sigmoid(extreme).elements.allSatisfy { $0 >= 0 && $0 <= 1 })
        #expect(softmax(extreme).elements == [0, 0, 0, 1] || softmax(extreme)[0].elements[3] > 0.999_999)
    }

    @Test("Softmax rows sum to one and keep the order", arguments: [1, 2, 15, 16, 17, 1000])
    func softmaxRows(columns: Int) {
        let scores = Tensor.noise(seed: 10, [5, columns]) * 10
        let result = softmax(scores)
        for row in 0..<5 {
            let exact = scores[row].elements.map { exp(Double($0)) }
            let total = exact.reduce(0, +)
            for (value, expected) in zip(result[row].elements, exact) {
                #expect(abs(Double(value) - expected / total) < 1e-6)
            }
        }
    }

    @Test("Layer norm gives mean 0 and variance 1 before the affine part", arguments: [3, 16, 255, 256])
    func layerNormRows(channels: Int) {
        let input = Tensor.noise(seed: 11, [4, channels]) + Tensor(shape: [channels], repeating: 5)
        let result = layerNorm(
            input, weight: Tensor(shape: [channels], repeating: 2), bias: Tensor(shape: [channels], repeating: 1))
        for row in 0..<4 {
            let values = input[row].elements.map(Double.init)
            let mean = values.reduce(0, +) / Double(channels)
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(channels)
            for (value, found) in zip(values, result[row].elements) {
                #expect(abs((value - mean) / (variance + 1e-5).squareRoot() * 2 + 1 - Double(found)) < 1e-4)
            }
        }
    }

    @Test("Group norm takes its statistics over the channels and positions of a group")
    func groups() {
        let input = Tensor.noise(seed: 12, [2, 6, 5, 4])
        let weight = Tensor.noise(seed: 13, [6])
        let bias = Tensor.noise(seed: 14, [6])
        let result = groupNorm(input, groups: 3, weight: weight, bias: bias)
        for image in 0..<2 {
            for group in 0..<3 {
                let values = input[image][group * 2..<group * 2 + 2].elements.map(Double.init)
                let mean = values.reduce(0, +) / 40
                let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 40
                let found = result[image][group * 2..<group * 2 + 2].elements
                for index in 0..<40 {
                    let channel = group * 2 + index / 20
                    let norm = (values[index] - mean) / (variance + 1e-5).squareRoot()
                    let expected = norm * Double(weight.elements[channel]) + Double(bias.elements[channel])
                    #expect(abs(expected - Double(found[index])) < 1e-4)
                }
            }
        }
    }

    @Test("Halves and bfloats widen exactly, denormals and infinities included")
    func conversions() {
        let halves: [UInt16] = [0x0000, 0x8000, 0x3C00, 0xC000, 0x0001, 0x03FF, 0x7BFF, 0x7C00, 0xFC00]
        let expected: [Float] = [0, -0.0, 1, -2, 0x1p-24, 0x3FFp-24, 65504, .infinity, -.infinity]
        halves.withUnsafeBytes {
            #expect(Tensor(shape: [9], half: $0).elements.map(\.bitPattern) == expected.map(\.bitPattern))
        }
        let bfloats: [UInt16] = [0x3F80, 0xC049]
        bfloats.withUnsafeBytes { #expect(Tensor(shape: [2], bfloat: $0).elements == [1, -3.140625]) }
    }
}
