import Tensors

/// Where the tokens of the three levels stand: layout, position code and reference points; the same for every picture
/// of a size.
struct EncoderGrid: Sendable {
    let layout: LevelLayout
    /// Position code plus level embedding, `[S, C]`.
    let position: Tensor
    /// `[S, 2]`, x and y in 0…1.
    let references: Tensor
    /// From the masks' size to each level's.
    let maskTaps: [BilinearTaps]

    /// - Parameters:
    ///   - sizes: Of the levels, lowest resolution first.
    ///   - maskSize: Of the mask features.
    ///   - levelEmbedding: `[levels, C]`.
    init(sizes: [PictureGeometry.Size], maskSize: PictureGeometry.Size, levelEmbedding: Tensor) {
        let channels = levelEmbedding.shape[1]
        layout = LevelLayout(sizes: sizes.map { ($0.height, $0.width) })
        position = Tensor.concatenated(
            sizes.enumerated().map { level, size in
                PositionCode.plane(height: size.height, width: size.width, channels: channels) + levelEmbedding[level]
            })
        maskTaps = sizes.map {
            BilinearTaps(
                inputHeight: maskSize.height, inputWidth: maskSize.width, outputHeight: $0.height, outputWidth: $0.width
            )
        }
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
