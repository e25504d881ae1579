import CKernels

extension Tensor {
    /// Element by element; the right side may be a suffix of the shape of the left, repeated (a row added to each row).
    package static func + (left: Tensor, right: Tensor) -> Tensor {
        var result = left
        result += right
        return result
    }

    /// Adds in place, see `+`.
    package static func += (left: inout Tensor, right: Tensor) {
        left.combine(right) { earshot_add_row($0, $1, $2, $3) }
    }

    /// Element by element; the right side may be a suffix of the shape of the left, repeated.
    package static func * (left: Tensor, right: Tensor) -> Tensor {
        var result = left
        result.combine(right) { earshot_multiply_row($0, $1, $2, $3) }
        return result
    }

    /// Every element times `scale`.
    package static func * (left: Tensor, scale: Float) -> Tensor {
        var result = left
        result.withUnsafeMutableBuffer { earshot_scale($0.base(at: 0), $0.count, scale) }
        return result
    }

    private mutating func combine(
        _ right: Tensor,
        _ kernel: (UnsafeMutablePointer<Float>, UnsafePointer<Float>, _ rows: Int, _ columns: Int) -> Void
    ) {
        precondition(
            Array(shape.suffix(right.shape.count)) == right.shape, "\(right.shape) does not repeat to \(shape)")
        guard count > 0 else { return }
        let columns = right.count
        let rows = count / columns
        withUnsafeMutableBuffer { output in
            right.withUnsafeBuffer { other in
                if rows == 1 {
                    Parallelism.forEachRange(of: columns, grain: 1 << 15) { range in
                        kernel(output.base(at: range.lowerBound), other.base(at: range.lowerBound), 1, range.count)
                    }
                } else {
                    Parallelism.forEachRange(of: rows, grain: max(1, (1 << 15) / columns)) { range in
                        kernel(output.base(at: range.lowerBound * columns), other.base(at: 0), range.count, columns)
                    }
                }
            }
        }
    }
}
