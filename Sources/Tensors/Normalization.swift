import CKernels

/// Layer norm over the last axis: `(x - mean) / sqrt(var + epsilon) · weight + bias`.
package func layerNorm(_ input: Tensor, weight: Tensor, bias: Tensor, epsilon: Float = 1e-5) -> Tensor {
    let channels = input.shape[input.shape.count - 1]
    precondition(weight.count == channels && bias.count == channels, "one weight and bias per channel")
    return Tensor(shape: input.shape) { output in
        input.withUnsafeBuffer { x in
            weight.withUnsafeBuffer { w in
                bias.withUnsafeBuffer { b in
                    Parallelism.forEachRange(of: input.count / max(1, channels), grain: 64) { rows in
                        earshot_layer_norm(
                            x.base(at: rows.lowerBound * channels), w.base(at: 0), b.base(at: 0), rows.count,
                            channels, epsilon, output.base(at: rows.lowerBound * channels))
                    }
                }
            }
        }
    }
}

/// Group norm of `[N, C, ...]`: statistics over the channels of a group and all positions, affine per channel.
package func groupNorm(
    _ input: Tensor, groups: Int, weight: Tensor, bias: Tensor, epsilon: Float = 1e-5, activation: Activation = .none
) -> Tensor {
    let channels = input.shape[1]
    precondition(channels % groups == 0, "\(groups) groups do not divide \(channels) channels")
    precondition(weight.count == channels && bias.count == channels, "one weight and bias per channel")
    let area = input.shape.dropFirst(2).reduce(1, *)
    let perGroup = channels / groups
    return Tensor(shape: input.shape) { output in
        input.withUnsafeBuffer { x in
            weight.withUnsafeBuffer { w in
                bias.withUnsafeBuffer { b in
                    Parallelism.forEach(input.shape[0] * groups) { index in
                        let start = index * perGroup * area
                        let channel = index % groups * perGroup
                        earshot_group_norm(
                            x.base(at: start), w.base(at: channel), b.base(at: channel), perGroup, area, epsilon,
                            output.base(at: start))
                        activation.apply(output.base(at: start), perGroup * area)
                    }
                }
            }
        }
    }
}

/// Softmax over the last axis.
package func softmax(_ input: Tensor) -> Tensor {
    let columns = input.shape[input.shape.count - 1]
    var output = input
    output.withUnsafeMutableBuffer { buffer in
        Parallelism.forEachRange(of: buffer.count / max(1, columns), grain: max(1, 4096 / max(1, columns))) { rows in
            earshot_softmax(buffer.base(at: rows.lowerBound * columns), rows.count, columns)
        }
    }
    return output
}

/// Rows over the last axis divided by their Euclidean length.
package func normalized(_ input: Tensor) -> Tensor {
    let columns = input.shape[input.shape.count - 1]
    var output = input
    output.withUnsafeMutableBuffer { buffer in
        for row in stride(from: 0, to: buffer.count, by: max(1, columns)) {
            let values = buffer[row..<row + columns]
            let length = values.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
            for index in values.indices { buffer[index] = Float(Double(buffer[index]) / length) }
        }
    }
    return output
}
