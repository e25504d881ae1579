import Foundation
import Testing

@testable import Tensors

struct AttentionTests {
    private let queries = Tensor.noise(seed: 20, [2, 5, 8])
    private let keys = Tensor.noise(seed: 21, [2, 9, 8])
    private let values = Tensor.noise(seed: 22, [2, 9, 8])

    @Test("Attention equals softmax of scaled scores times values, head by head")
    func plain() {
        let result = attention(queries: queries, keys: keys, values: values, heads: 2)
        #expect(result.differs(from: reference { _, _ in false }) < 1e-5)
    }

    @Test("Blocked keys have no weight")
    func blocked() {
        let bytes = (0..<45).map { UInt8($0 % 3 == 0 ? 1 : 0) }
        let result = attention(queries: queries, keys: keys, values: values, heads: 2, mask: .blocked(bytes))
        #expect(result.differs(from: reference { bytes[$0 * 9 + $1] != 0 }) < 1e-5)
    }

    @Test("Under the causal mask a query sees itself and what came before")
    func causal() {
        let result = attention(queries: queries, keys: keys, values: values, heads: 2, mask: .causal)
        #expect(result.differs(from: reference { $1 > $0 }) < 1e-5)
    }

    private func reference(blocked: (Int, Int) -> Bool) -> Tensor {
        var result = [Float](repeating: 0, count: queries.count)
        let (q, k, v) = (queries.elements, keys.elements, values.elements)
        for batch in 0..<2 {
            for head in 0..<2 {
                for query in 0..<5 {
                    let weights = (0..<9).map { key -> Double in
                        guard !blocked(query, key) else { return 0 }
                        let score = (0..<4).reduce(0.0) {
                            let channel = head * 4 + $1
                            return $0
                                + Double(q[(batch * 5 + query) * 8 + channel] * k[(batch * 9 + key) * 8 + channel])
                        }
                        return exp(score / 2)
                    }
                    let total = weights.reduce(0, +)
                    for channel in head * 4..<head * 4 + 4 {
                        let sum = (0..<9).reduce(0.0) { $0 + weights[$1] * Double(v[(batch * 9 + $1) * 8 + channel]) }
                        result[(batch * 5 + query) * 8 + channel] = Float(sum / total)
                    }
                }
            }
        }
        return Tensor(shape: queries.shape, result)
    }
}
