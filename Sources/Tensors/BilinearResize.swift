/// Bilinear interpolation of the last two axes without antialiasing, corners not aligned (Spec §4): the source
/// coordinate of output `i` is `(i + 0.5) · in / out - 0.5`, clamped below at 0.
package func bilinearResize(_ input: Tensor, height: Int, width: Int) -> Tensor {
    let inputHeight = input.shape[input.shape.count - 2]
    let inputWidth = input.shape[input.shape.count - 1]
    let planes = input.shape.dropLast(2).reduce(1, *)
    if height == inputHeight && width == inputWidth { return input }
    let rows = BilinearAxis(input: inputHeight, output: height)
    let columns = BilinearAxis(input: inputWidth, output: width)
    return Tensor(shape: input.shape.dropLast(2) + [height, width]) { output in
        input.withUnsafeBuffer { source in
            Parallelism.forEachRange(of: planes * height, grain: max(1, (1 << 13) / max(1, width))) { range in
                for line in range {
                    let plane = source.base(at: line / height * inputHeight * inputWidth)
                    let y = line % height
                    interpolate(
                        plane + rows.low[y] * inputWidth, plane + rows.high[y] * inputWidth, rows.fraction[y], columns,
                        into: output.base(at: line * width))
                }
            }
        }
    }
}

/// The two source indices and the weight of the second for every output index of an axis.
struct BilinearAxis {
    let low: [Int]
    let high: [Int]
    let fraction: [Float]

    init(input: Int, output: Int) {
        let scale = Float(input) / Float(output)
        let source = (0..<output).map { max(0, scale * (Float($0) + 0.5) - 0.5) }
        low = source.map { min(Int($0), input - 1) }
        high = low.map { min($0 + 1, input - 1) }
        fraction = zip(source, low).map { $0 - Float($1) }
    }
}

private func interpolate(
    _ top: UnsafePointer<Float>, _ bottom: UnsafePointer<Float>, _ weight: Float, _ columns: BilinearAxis,
    into output: UnsafeMutablePointer<Float>
) {
    columns.low.withUnsafeBufferPointer { low in
        columns.high.withUnsafeBufferPointer { high in
            columns.fraction.withUnsafeBufferPointer { fraction in
                for x in 0..<low.count {
                    let right = fraction[x]
                    let left = 1 - right
                    let above = left * top[low[x]] + right * top[high[x]]
                    let below = left * bottom[low[x]] + right * bottom[high[x]]
                    output[x] = (1 - weight) * above + weight * below
                }
            }
        }
    }
}
