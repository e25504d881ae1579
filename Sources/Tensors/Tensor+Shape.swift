extension Tensor {
    /// The same elements under another shape; shares memory.
    package func reshaped(_ shape: [Int]) -> Tensor {
        precondition(shape.reduce(1, *) == count, "cannot view \(self.shape) as \(shape)")
        return Tensor(shape: shape, storage: storage, offset: offset)
    }

    /// Element `index` of the leading dimension, without that dimension; shares memory.
    package subscript(index: Int) -> Tensor {
        precondition(shape[0] > index && index >= 0, "index \(index) outside \(shape)")
        let inner = Array(shape.dropFirst())
        return Tensor(shape: inner, storage: storage, offset: offset + index * inner.reduce(1, *))
    }

    /// Elements `range` of the leading dimension; shares memory.
    package subscript(range: Range<Int>) -> Tensor {
        precondition(range.lowerBound >= 0 && range.upperBound <= shape[0], "range \(range) outside \(shape)")
        let inner = shape.dropFirst().reduce(1, *)
        let shape = [range.count] + shape.dropFirst()
        return Tensor(shape: shape, storage: storage, offset: offset + range.lowerBound * inner)
    }

    /// `[..., R, C]` to `[..., C, R]`.
    package var transposed: Tensor {
        precondition(shape.count >= 2, "a matrix is needed, not \(shape)")
        let rows = shape[shape.count - 2]
        let columns = shape[shape.count - 1]
        let matrices = rows * columns == 0 ? 0 : count / (rows * columns)
        return Tensor(shape: shape.dropLast(2) + [columns, rows]) { output in
            withUnsafeBuffer { input in
                for matrix in 0..<matrices {
                    let start = matrix * rows * columns
                    transpose(input.base(at: start), rows: rows, columns: columns, into: output.base(at: start))
                }
            }
        }
    }

    /// Tensors one after the other along their leading dimension.
    package static func concatenated(_ parts: [Tensor]) -> Tensor {
        precondition(!parts.isEmpty, "nothing to concatenate")
        let inner = parts[0].shape.dropFirst()
        precondition(parts.allSatisfy { $0.shape.dropFirst() == inner }, "parts differ beyond the first dimension")
        let leading = parts.reduce(0) { $0 + $1.shape[0] }
        return Tensor(shape: [leading] + inner) { output in
            var position = 0
            for part in parts {
                part.withUnsafeBuffer { input in
                    _ = UnsafeMutableBufferPointer(rebasing: output[position..<position + part.count])
                        .update(fromContentsOf: input)
                }
                position += part.count
            }
        }
    }

    /// Tensors of one shape under a new leading dimension.
    package static func stacked(_ parts: [Tensor]) -> Tensor {
        concatenated(parts.map { $0.reshaped([1] + $0.shape) })
    }
}

/// Blocks of 16 × 16 keep both sides in the first-level cache.
private func transpose(
    _ input: UnsafePointer<Float>, rows: Int, columns: Int, into output: UnsafeMutablePointer<Float>
) {
    let block = 16
    for row in stride(from: 0, to: rows, by: block) {
        for column in stride(from: 0, to: columns, by: block) {
            for r in row..<min(row + block, rows) {
                for c in column..<min(column + block, columns) {
                    output[c * rows + r] = input[r * columns + c]
                }
            }
        }
    }
}
