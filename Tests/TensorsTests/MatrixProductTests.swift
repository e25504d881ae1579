import Testing

@testable import Tensors

struct MatrixProductTests {
    @Test(
        "The product equals the plain triple loop for every layout",
        arguments: [(1, 1, 1), (3, 5, 7), (100, 33, 17), (7, 300, 65), (257, 64, 128)])
    func product(rows: Int, columns: Int, depth: Int) {
        let a = Tensor.noise(seed: 1, [rows, depth])
        let b = Tensor.noise(seed: 2, [depth, columns])
        let expected = plainProduct(a, b)
        #expect(matmul(a, b).differs(from: expected) < 1e-4)
        #expect(matmul(a.transposed, b, transposeA: true).differs(from: expected) < 1e-4)
        #expect(matmul(a, b.transposed, transposeB: true).differs(from: expected) < 1e-4)
        #expect(matmul(a, b, scale: 2).differs(from: expected * 2) < 2e-4)
    }

    @Test("A linear layer is the product with the transposed weight plus the bias", arguments: [1, 63, 64, 1000])
    func linearLayer(rows: Int) {
        let x = Tensor.noise(seed: 3, [rows, 48])
        let weight = Tensor.noise(seed: 4, [24, 48])
        let bias = Tensor.noise(seed: 5, [24])
        let expected = plainProduct(x, weight.transposed) + bias
        #expect(linear(x, weight: weight, bias: bias).differs(from: expected) < 1e-4)
        #expect(linear(x, weight: weight, bias: bias, activation: .relu).differs(from: relu(expected)) < 1e-4)
    }

    @Test("The same product twice gives the same bits")
    func deterministic() {
        let a = Tensor.noise(seed: 6, [500, 300])
        let b = Tensor.noise(seed: 7, [300, 200])
        #expect(matmul(a, b).elements == matmul(a, b).elements)
    }

    @Test("An empty side gives an empty result, an empty depth zeros")
    func empty() {
        #expect(matmul(Tensor(shape: [0, 3]), Tensor(shape: [3, 4])).shape == [0, 4])
        #expect(matmul(Tensor(shape: [2, 0]), Tensor(shape: [0, 2])).elements == [0, 0, 0, 0])
    }

    private func plainProduct(_ a: Tensor, _ b: Tensor) -> Tensor {
        let (rows, depth, columns) = (a.shape[0], a.shape[1], b.shape[1])
        let (left, right) = (a.elements, b.elements)
        var result = [Float](repeating: 0, count: rows * columns)
        for row in 0..<rows {
            for column in 0..<columns {
                var sum = 0.0
                for index in 0..<depth { sum += Double(left[row * depth + index] * right[index * columns + column]) }
                result[row * columns + column] = Float(sum)
            }
        }
        return Tensor(shape: [rows, columns], result)
    }
}
