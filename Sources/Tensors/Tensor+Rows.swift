extension Tensor {
    /// Rows of a matrix in another order: row `n` of the result is row `indices[n]`, or zeros where that is negative.
    ///
    /// `[R, C]` to `[indices.count, C]`.
    package func rows(at indices: [Int32]) -> Tensor {
        precondition(shape.count == 2, "rows are those of a matrix, not of \(shape)")
        let (rows, columns) = (shape[0], shape[1])
        return Tensor(shape: [indices.count, columns]) { output in
            withUnsafeBuffer { input in
                Parallelism.forEachRange(of: indices.count, grain: max(1, (1 << 14) / max(1, columns))) { range in
                    for row in range {
                        let target = output.base(at: row * columns)
                        guard indices[row] >= 0 else {
                            target.update(repeating: 0, count: columns)
                            continue
                        }
                        precondition(indices[row] < rows, "row \(indices[row]) of \(rows)")
                        target.update(from: input.base(at: Int(indices[row]) * columns), count: columns)
                    }
                }
            }
        }
    }
}
