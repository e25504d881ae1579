import Foundation
import Testing

@testable import Tensors

struct WindowAttentionTests {
    private static let (windows, tokens, heads, width) = (3, 6, 2, 5)
    private let packed = Tensor.noise(seed: 21, [windows, tokens, 3 * heads * width]) * 2
    private let bias = Tensor.noise(seed: 22, [heads, tokens, tokens])
    /// The first window is of one part, the second of two, the third of three.
    private let regions: [UInt8] = [4, 4, 4, 4, 4, 4] + [0, 0, 1, 1, 0, 1] + [7, 8, 6, 8, 7, 6]

    @Test(arguments: [false, true])
    func `every head of every window attends to its own tokens, with its bias, within its part`(divided: Bool) {
        let result = windowAttention(packed: packed, bias: bias, regions: divided ? regions : [])
        #expect(result.differs(from: expected(divided ? regions : nil)) < 1e-5)
    }

    /// The definition, in double precision.
    private func expected(_ regions: [UInt8]?) -> Tensor {
        let (tokens, width, channels) = (Self.tokens, Self.width, Self.heads * Self.width)
        var output: [Float] = []
        for window in 0..<Self.windows {
            for query in 0..<tokens {
                for head in 0..<Self.heads {
                    func part(_ index: Int, _ token: Int) -> [Double] {
                        let start = index * channels + head * width
                        return packed[window][token].elements[start..<start + width].map(Double.init)
                    }
                    let weights = (0..<tokens).map { key in
                        let product = zip(part(0, query), part(1, key)).reduce(0) { $0 + $1.0 * $1.1 }
                        let isApart = regions.map { $0[window * tokens + query] != $0[window * tokens + key] } ?? false
                        let added = Double(bias[head][query].elements[key]) - (isApart ? 100 : 0)
                        return exp(product / Double(width).squareRoot() + added)
                    }
                    let total = weights.reduce(0, +)
                    for channel in 0..<width {
                        let sum = (0..<tokens).reduce(0) { $0 + weights[$1] * part(2, $1)[channel] }
                        output.append(Float(sum / total))
                    }
                }
            }
        }
        return Tensor(shape: [Self.windows, tokens, channels], output)
    }

    @Test func `rows come in the order asked for, zeros where there is none`() {
        let matrix = Tensor(shape: [3, 2], [1, 2, 3, 4, 5, 6])
        let rows = matrix.rows(at: [2, -1, 0, 2])
        #expect(rows.shape == [4, 2] && rows.elements == [5, 6, 0, 0, 1, 2, 5, 6])
    }
}
