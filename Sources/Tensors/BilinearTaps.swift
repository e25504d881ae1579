/// Bilinear resizing of a linear function of a map, without evaluating the function where nothing is read: gather the
/// four source pixels of every output, apply the function, then combine. Equal to resizing afterwards, bit for bit where
/// the function gives a pixel the same bits in both shapes; a BLAS product does so only within its rounding.
package struct BilinearTaps: Sendable {
    /// Source index of output `n` for each of the corners, `[4][N]`: above left, above right, below left, below right.
    private let sources: [[Int]]
    private let rowFraction: [Float]
    private let columnFraction: [Float]

    package init(inputHeight: Int, inputWidth: Int, outputHeight: Int, outputWidth: Int) {
        let rows = BilinearAxis(input: inputHeight, output: outputHeight)
        let columns = BilinearAxis(input: inputWidth, output: outputWidth)
        let outputs = (0..<outputHeight * outputWidth).map { (y: $0 / outputWidth, x: $0 % outputWidth) }
        sources = [
            (rows.low, columns.low), (rows.low, columns.high), (rows.high, columns.low), (rows.high, columns.high),
        ]
        .map { row, column in outputs.map { row[$0.y] * inputWidth + column[$0.x] } }
        rowFraction = outputs.map { rows.fraction[$0.y] }
        columnFraction = outputs.map { columns.fraction[$0.x] }
    }

    /// Outputs of one map.
    private var count: Int { rowFraction.count }

    /// The source pixels, `[C, H · W]` to `[C, 4 · N]`, corner by corner.
    package func gathered(from map: Tensor) -> Tensor {
        let (channels, area) = (map.shape[0], map.shape[1])
        return Tensor(shape: [channels, 4 * count]) { output in
            map.withUnsafeBuffer { input in
                Parallelism.forEachRange(of: channels, grain: 8) { range in
                    for channel in range {
                        for (corner, indices) in sources.enumerated() {
                            let target = (channel * 4 + corner) * count
                            for (n, index) in indices.enumerated() {
                                output[target + n] = input[channel * area + index]
                            }
                        }
                    }
                }
            }
        }
    }

    /// Values at the gathered pixels of several maps, `[M, T · 4 · N]`, to the resized values `[M, T · N]`.
    package func combined(_ values: Tensor, maps: Int) -> Tensor {
        let rows = values.shape[0]
        precondition(values.shape[1] == maps * 4 * count, "\(values.shape) is not what was gathered")
        return Tensor(shape: [rows, maps * count]) { output in
            values.withUnsafeBuffer { input in
                Parallelism.forEachRange(of: rows * maps, grain: max(1, (1 << 14) / max(1, count))) { range in
                    for line in range {
                        combine(input.base(at: line * 4 * count), into: output.base(at: line * count))
                    }
                }
            }
        }
    }

    private func combine(_ corners: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>) {
        rowFraction.withUnsafeBufferPointer { rowFraction in
            columnFraction.withUnsafeBufferPointer { columnFraction in
                for n in 0..<rowFraction.count {
                    let right = columnFraction[n]
                    let below = rowFraction[n]
                    let top = (1 - right) * corners[n] + right * corners[rowFraction.count + n]
                    let bottom =
                        (1 - right) * corners[2 * rowFraction.count + n] + right * corners[3 * rowFraction.count + n]
                    output[n] = (1 - below) * top + below * bottom
                }
            }
        }
    }
}
