import CKernels

/// Self-attention within windows of tokens, each on its own, with a bias for every pair of places (Spec §3.2).
///
/// - Parameters:
///   - packed: Queries, keys and values of a token side by side, each with its heads side by side: `[W, N, 3 C]`.
///   - bias: Added to the scores of every window, `[heads, N, N]`.
///   - regions: What part of the map a token belongs to, `W · N` numbers; between different parts of a window −100 is
///     added to the scores. Empty where every window is of one part.
/// - Returns: `[W, N, C]`, heads side by side.
package func windowAttention(packed: Tensor, bias: Tensor, regions: [UInt8] = []) -> Tensor {
    let (windows, tokens, channels) = (packed.shape[0], packed.shape[1], packed.shape[2] / 3)
    let heads = bias.shape[0]
    precondition(bias.shape == [heads, tokens, tokens], "\(bias.shape) is no bias for \(tokens) tokens")
    precondition(channels % heads == 0, "\(heads) heads do not divide \(channels) channels")
    precondition(regions.isEmpty || regions.count == windows * tokens, "one region per token")
    return Tensor(shape: [windows, tokens, channels]) { output in
        packed.withUnsafeBuffer { packed in
            bias.withUnsafeBuffer { bias in
                Parallelism.forEachRange(of: windows, grain: 1) { range in
                    let scratch = TensorStorage(count: tokens * tokens)
                    for window in range {
                        let parts = WindowRegions(regions, window: window, tokens: tokens)
                        for head in 0..<heads {
                            WindowHead(tokens: tokens, width: channels / heads, channels: channels)(
                                packed.base(at: window * tokens * channels * 3 + head * (channels / heads)),
                                bias: bias.base(at: head * tokens * tokens), parts, scores: scratch.base,
                                into: output.base(at: window * tokens * channels + head * (channels / heads)))
                        }
                    }
                }
            }
        }
    }
}

/// One head of one window.
private struct WindowHead {
    let tokens: Int
    let width: Int
    let channels: Int

    /// The bias is where the product of queries and keys is added up, so scores are touched once before the softmax.
    func callAsFunction(
        _ queries: UnsafePointer<Float>, bias: UnsafePointer<Float>, _ regions: WindowRegions?,
        scores: UnsafeMutablePointer<Float>, into output: UnsafeMutablePointer<Float>
    ) {
        scores.update(from: bias, count: tokens * tokens)
        regions?.separate(scores)
        gemm(
            rows: tokens, columns: tokens, depth: width, alpha: 1 / Float(width).squareRoot(),
            MatrixOperand(queries, stride: 3 * channels),
            MatrixOperand(queries + channels, stride: 3 * channels, transposed: true), beta: 1, into: scores,
            stride: tokens)
        earshot_softmax(scores, tokens, tokens)
        gemm(
            rows: tokens, columns: width, depth: tokens, MatrixOperand(scores, stride: tokens),
            MatrixOperand(queries + 2 * channels, stride: 3 * channels), into: output, stride: channels)
    }
}

/// The parts of the map that meet in one window.
private struct WindowRegions {
    private let regions: ArraySlice<UInt8>

    /// Nil where all tokens of the window are of one part.
    init?(_ regions: [UInt8], window: Int, tokens: Int) {
        guard !regions.isEmpty else { return nil }
        self.regions = regions[window * tokens..<(window + 1) * tokens]
        guard self.regions.contains(where: { $0 != self.regions.first }) else { return nil }
    }

    /// Adds −100 between tokens of different parts.
    func separate(_ scores: UnsafeMutablePointer<Float>) {
        for (row, own) in regions.enumerated() {
            let line = scores + row * regions.count
            for (column, other) in regions.enumerated() where own != other { line[column] -= 100 }
        }
    }
}
