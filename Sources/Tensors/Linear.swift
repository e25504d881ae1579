import CKernels
import COpenBLAS

/// `activation(x Wᵀ + b)` over the last axis: `[..., in] -> [..., out]`, `weight` stored `[out, in]`.
package func linear(_ input: Tensor, weight: Tensor, bias: Tensor? = nil, activation: Activation = .none) -> Tensor {
    let channels = input.shape[input.shape.count - 1]
    let outputs = weight.shape[0]
    precondition(weight.shape == [outputs, channels], "\(weight.shape) does not fit \(input.shape)")
    precondition(bias.map { $0.count == outputs } ?? true, "one bias per output")
    let rows = channels == 0 ? 0 : input.count / channels
    return Tensor(shape: input.shape.dropLast() + [outputs]) { output in
        input.withUnsafeBuffer { x in
            weight.withUnsafeBuffer { w in
                product(
                    of: MatrixOperand(x.base(at: 0), stride: channels), rows: rows, depth: channels,
                    weight: MatrixOperand(w.base(at: 0), stride: channels, transposed: true), outputs: outputs,
                    bias: bias, activation: activation, into: output.base(at: 0))
            }
        }
    }
}

/// One or two rows only read the weights, few rows divide the outputs among threads, many rows the rows.
private func product(
    of input: MatrixOperand, rows: Int, depth: Int, weight: MatrixOperand, outputs: Int, bias: Tensor?,
    activation: Activation, into output: UnsafeMutablePointer<Float>
) {
    guard rows > 2 else {
        for row in 0..<rows {
            matrixVector(weight, input.droppingRows(row), rows: outputs, depth: depth, into: output + row * outputs)
        }
        finish(output, rows: rows, columns: outputs, bias: bias, activation: activation)
        return
    }
    guard rows >= 64 else {
        parallelGemm(
            rows: rows, columns: outputs, depth: depth, input, weight, into: output, stride: outputs)
        finish(output, rows: rows, columns: outputs, bias: bias, activation: activation)
        return
    }
    let grain = max(32, (1 << 20) / max(1, 2 * depth * outputs))
    Parallelism.forEachRange(of: rows, grain: grain, multiple: 16) { range in
        let tile = output + range.lowerBound * outputs
        gemm(
            rows: range.count, columns: outputs, depth: depth, input.droppingRows(range.lowerBound), weight,
            into: tile, stride: outputs)
        finish(tile, rows: range.count, columns: outputs, bias: bias, activation: activation)
    }
}

private func matrixVector(
    _ weight: MatrixOperand, _ vector: MatrixOperand, rows: Int, depth: Int, into output: UnsafeMutablePointer<Float>
) {
    Parallelism.prepareBLAS()
    Parallelism.forEachRange(of: rows, grain: max(16, (1 << 18) / max(1, depth))) { range in
        cblas_sgemv(
            CblasRowMajor, CblasNoTrans, blasint(range.count), blasint(depth), 1,
            weight.base + range.lowerBound * weight.stride, blasint(weight.stride), vector.base, 1, 0,
            output + range.lowerBound, 1)
    }
}

private func finish(
    _ output: UnsafeMutablePointer<Float>, rows: Int, columns: Int, bias: Tensor?, activation: Activation
) {
    bias?.withUnsafeBuffer { earshot_add_row(output, $0.base(at: 0), rows, columns) }
    activation.apply(output, rows * columns)
}
