import CKernels

/// Which keys a query may not look at.
package enum AttentionMask: Sendable {
    case none
    /// Query `i` sees keys `0...i`.
    case causal
    /// One byte per query and key, row-major; other than 0 is blocked. Shared by all heads.
    case blocked([UInt8])
}

/// Scaled dot-product attention in `heads` equal slices of the channels: `softmax(q kᵀ / sqrt(C / heads)) v`.
///
/// - Parameters:
///   - queries: `[B, Q, C]`.
///   - keys: `[B, K, C]`.
///   - values: `[B, K, C]`.
///   - mask: The same for every element of the batch. A query with all keys blocked has no defined result.
/// - Returns: `[B, Q, C]`, heads side by side.
package func attention(
    queries: Tensor, keys: Tensor, values: Tensor, heads: Int, mask: AttentionMask = .none
) -> Tensor {
    let (batch, queryCount, channels) = (queries.shape[0], queries.shape[1], queries.shape[2])
    let keyCount = keys.shape[1]
    precondition(channels % heads == 0, "\(heads) heads do not divide \(channels) channels")
    precondition(keys.shape == [batch, keyCount, channels] && values.shape == keys.shape, "keys and values must match")
    return Tensor(shape: queries.shape) { output in
        queries.withUnsafeBuffer { q in
            keys.withUnsafeBuffer { k in
                values.withUnsafeBuffer { v in
                    Parallelism.forEach(batch * heads) { index in
                        let slice = index % heads * (channels / heads)
                        let queryStart = index / heads * queryCount * channels + slice
                        let keyStart = index / heads * keyCount * channels + slice
                        let head = AttentionHead(
                            queries: queryCount, keys: keyCount, width: channels / heads, stride: channels, mask: mask)
                        head(
                            q.base(at: queryStart), k.base(at: keyStart), v.base(at: keyStart),
                            into: output.base(at: queryStart))
                    }
                }
            }
        }
    }
}

/// One head of one element of the batch.
private struct AttentionHead {
    let queries: Int
    let keys: Int
    let width: Int
    let stride: Int
    let mask: AttentionMask

    func callAsFunction(
        _ q: UnsafePointer<Float>, _ k: UnsafePointer<Float>, _ v: UnsafePointer<Float>,
        into output: UnsafeMutablePointer<Float>
    ) {
        let scratch = TensorStorage(count: queries * keys)
        gemm(
            rows: queries, columns: keys, depth: width, alpha: 1 / Float(width).squareRoot(),
            MatrixOperand(q, stride: stride), MatrixOperand(k, stride: stride, transposed: true),
            into: scratch.base, stride: keys)
        normalize(scratch.base)
        gemm(
            rows: queries, columns: width, depth: keys, MatrixOperand(scratch.base, stride: keys),
            MatrixOperand(v, stride: stride), into: output, stride: stride)
    }

    private func normalize(_ scores: UnsafeMutablePointer<Float>) {
        switch mask {
        case .none:
            earshot_softmax(scores, queries, keys)
        case .causal:
            for query in 0..<queries {
                let row = scores + query * keys
                let visible = min(query + 1, keys)
                earshot_softmax(row, 1, visible)
                (row + visible).update(repeating: 0, count: keys - visible)
            }
        case .blocked(let blocked):
            precondition(blocked.count == queries * keys, "one byte per query and key")
            blocked.withUnsafeBufferPointer { bytes in
                earshot_masked_softmax(scores, bytes.baseAddress, queries, keys)
            }
        }
    }
}
