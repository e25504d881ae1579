import COpenBLAS

/// A row-major matrix somewhere in memory, or the transpose of one.
package struct MatrixOperand {
    let base: UnsafePointer<Float>
    let stride: Int
    let isTransposed: Bool

    /// - Parameters:
    ///   - stride: Elements from one stored row to the next.
    ///   - transposed: The operand is the transpose of what is stored.
    package init(_ base: UnsafePointer<Float>, stride: Int, transposed: Bool = false) {
        self.base = base
        self.stride = stride
        isTransposed = transposed
    }

    /// The operand without its first `count` rows.
    func droppingRows(_ count: Int) -> MatrixOperand {
        MatrixOperand(base + count * (isTransposed ? 1 : stride), stride: stride, transposed: isTransposed)
    }

    /// The operand without its first `count` columns.
    func droppingColumns(_ count: Int) -> MatrixOperand {
        MatrixOperand(base + count * (isTransposed ? stride : 1), stride: stride, transposed: isTransposed)
    }
}

/// `c = alpha · a · b + beta · c` on the calling thread; `a` is `[rows, depth]`, `b` `[depth, columns]`.
package func gemm(
    rows: Int, columns: Int, depth: Int, alpha: Float = 1, _ a: MatrixOperand, _ b: MatrixOperand,
    beta: Float = 0, into c: UnsafeMutablePointer<Float>, stride: Int
) {
    guard rows > 0, columns > 0 else { return }
    Parallelism.prepareBLAS()
    cblas_sgemm(
        CblasRowMajor, a.isTransposed ? CblasTrans : CblasNoTrans, b.isTransposed ? CblasTrans : CblasNoTrans,
        blasint(rows), blasint(columns), blasint(depth), alpha, a.base, blasint(a.stride), b.base, blasint(b.stride),
        beta, c, blasint(stride))
}

/// `gemm` with the larger side of the result divided among threads.
package func parallelGemm(
    rows: Int, columns: Int, depth: Int, alpha: Float = 1, _ a: MatrixOperand, _ b: MatrixOperand,
    beta: Float = 0, into c: UnsafeMutablePointer<Float>, stride: Int
) {
    let work = max(1, 2 * depth * min(rows, columns))
    let grain = max(32, (1 << 20) / work)
    if rows >= columns {
        Parallelism.forEachRange(of: rows, grain: grain, multiple: 16) { range in
            gemm(
                rows: range.count, columns: columns, depth: depth, alpha: alpha, a.droppingRows(range.lowerBound), b,
                beta: beta, into: c + range.lowerBound * stride, stride: stride)
        }
    } else {
        Parallelism.forEachRange(of: columns, grain: grain, multiple: 16) { range in
            gemm(
                rows: rows, columns: range.count, depth: depth, alpha: alpha, a,
                b.droppingColumns(range.lowerBound), beta: beta, into: c + range.lowerBound, stride: stride)
        }
    }
}

/// The product of two matrices, `[M, K] · [K, N] -> [M, N]`, times `scale`.
///
/// - Parameters:
///   - transposeA: `a` is stored `[K, M]`.
///   - transposeB: `b` is stored `[N, K]`.
package func matmul(
    _ a: Tensor, _ b: Tensor, transposeA: Bool = false, transposeB: Bool = false, scale: Float = 1
) -> Tensor {
    precondition(a.shape.count == 2 && b.shape.count == 2, "matrices are needed, not \(a.shape) and \(b.shape)")
    let rows = transposeA ? a.shape[1] : a.shape[0]
    let depth = transposeA ? a.shape[0] : a.shape[1]
    let columns = transposeB ? b.shape[0] : b.shape[1]
    precondition(depth == (transposeB ? b.shape[1] : b.shape[0]), "cannot multiply \(a.shape) by \(b.shape)")
    return Tensor(shape: [rows, columns]) { output in
        a.withUnsafeBuffer { left in
            b.withUnsafeBuffer { right in
                parallelGemm(
                    rows: rows, columns: columns, depth: depth, alpha: scale,
                    MatrixOperand(left.base(at: 0), stride: max(1, a.shape[1]), transposed: transposeA),
                    MatrixOperand(right.base(at: 0), stride: max(1, b.shape[1]), transposed: transposeB),
                    into: output.base(at: 0), stride: max(1, columns))
            }
        }
    }
}

/// The product of one matrix with several, side by side: `[M, K]` and `[K, Ni]` to `[M, ΣNi]`.
package func matmul(_ a: Tensor, columnsOf parts: [Tensor]) -> Tensor {
    let (rows, depth) = (a.shape[0], a.shape[1])
    let total = parts.reduce(0) { $0 + $1.shape[1] }
    return Tensor(shape: [rows, total]) { output in
        a.withUnsafeBuffer { left in
            var column = 0
            for part in parts {
                precondition(part.shape[0] == depth, "cannot multiply \(a.shape) by \(part.shape)")
                part.withUnsafeBuffer { right in
                    parallelGemm(
                        rows: rows, columns: part.shape[1], depth: depth,
                        MatrixOperand(left.base(at: 0), stride: depth),
                        MatrixOperand(right.base(at: 0), stride: part.shape[1]), into: output.base(at: column),
                        stride: total)
                }
                column += part.shape[1]
            }
        }
    }
}
