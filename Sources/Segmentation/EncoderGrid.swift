import Tensors

/// Where the tokens of the three levels stand: layout, position code and reference points; the same for every picture
/// of a size.
struct EncoderGrid: Sendable {
    let layout: LevelLayout
    /// Position code plus level embedding, `[S, C]`.
    let position: Tensor
    /// `[S, 2]`, x and y in 0…1.
    let references: Tensor

    /// - Parameters:
    ///   - sizes: Of the levels, lowest resolution first.
    ///   - levelEmbedding: `[levels, C]`.
    init(sizes: [(height: Int, width: Int)], levelEmbedding: Tensor) {
        let channels = levelEmbedding.shape[1]
        layout = LevelLayout(sizes: sizes)
        position = Tensor.concatenated(
            sizes.enumerated().map { level, size in
                PositionCode.plane(height: size.height, width: size.width, channels: channels) + levelEmbedding[level]
            })
        var references: [Float] = []
        for size in sizes {
            for y in 0..<size.height {
                for x in 0..<size.width {
                    references.append((Float(x) + 0.5) / Float(size.width))
                    references.append((Float(y) + 0.5) / Float(size.height))
                }
            }
        }
        self.references = Tensor(shape: [layout.tokens, 2], references)
    }
}
