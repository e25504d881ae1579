import CKernels

/// The maps that deformable attention samples, one after the other in a sequence of tokens.
package struct LevelLayout: Sendable {
    package let heights: [Int]
    package let widths: [Int]
    /// The first token of every level.
    package let starts: [Int]

    package init(sizes: [(height: Int, width: Int)]) {
        heights = sizes.map(\.height)
        widths = sizes.map(\.width)
        var starts: [Int] = []
        var position = 0
        for size in sizes {
            starts.append(position)
            position += size.height * size.width
        }
        self.starts = starts
    }

    package var tokens: Int { zip(heights, widths).reduce(0) { $0 + $1.0 * $1.1 } }
}

/// Multi-scale deformable attention (Spec §4): per head, the weighted sum of bilinear samples around each query.
///
/// - Parameters:
///   - values: `[tokens, C]`, heads side by side.
///   - offsets: `[Q, heads · levels · points · 2]`, x before y, in pixels of the level.
///   - logits: `[Q, heads · levels · points]`; softmax over the samples of a head gives the weights.
///   - references: `[Q, 2]`, x and y in 0…1.
/// - Returns: `[Q, C]`. Samples outside a map count as 0.
package func deformableAttention(
    values: Tensor, layout: LevelLayout, offsets: Tensor, logits: Tensor, references: Tensor, heads: Int
) -> Tensor {
    let queries = references.shape[0]
    let channels = values.shape[1]
    let samples = logits.count / max(1, queries * heads)
    let levels = layout.starts.count
    precondition(values.shape[0] == layout.tokens && channels % heads == 0, "values do not fit the levels or heads")
    precondition(logits.count == queries * heads * samples && offsets.count == 2 * logits.count, "two offsets a sample")
    precondition(samples <= 64 && channels / heads <= 64 && samples % levels == 0, "more than the kernel holds")
    return Tensor(shape: [queries, channels]) { output in
        layout.withShape(heads: heads, points: samples / levels, channels: channels) { shape in
            values.withUnsafeBuffer { values in
                offsets.withUnsafeBuffer { offsets in
                    logits.withUnsafeBuffer { logits in
                        references.withUnsafeBuffer { references in
                            Parallelism.forEachRange(of: queries, grain: 64) { range in
                                earshot_deformable_attention(
                                    shape, values.baseAddress, offsets.baseAddress, logits.baseAddress,
                                    references.baseAddress, range.lowerBound, range.upperBound, output.baseAddress)
                            }
                        }
                    }
                }
            }
        }
    }
}

extension LevelLayout {
    fileprivate func withShape(
        heads: Int, points: Int, channels: Int, _ body: (UnsafePointer<earshot_deformable>) -> Void
    ) {
        heights.withUnsafeBufferPointer { heights in
            widths.withUnsafeBufferPointer { widths in
                starts.withUnsafeBufferPointer { starts in
                    let shape = earshot_deformable(
                        heads: heads, levels: starts.count, points: points, channels: channels,
                        heights: heights.baseAddress, widths: widths.baseAddress, starts: starts.baseAddress)
                    withUnsafePointer(to: shape, body)
                }
            }
        }
    }
}
