package import Tensors

/// What the mask decoder needs of one snippet; computed once and kept while the snippet is in a window.
package struct FusedSnippet: Sendable {
    /// The sound after fusion, f_AV, `[E]`.
    package let audio: Tensor
    /// `[C, Hp/4, Wp/4]`.
    package let maskFeatures: Tensor
    /// Tokens `[h · w, C]` of the levels, lowest resolution first.
    package let multiScale: [Tensor]
    /// Mask features resized to each level, as tokens `[h · w, C]`: a mask is a linear function of them, so that
    /// attention masks need no product at full resolution.
    package let levelMaskFeatures: [Tensor]
    /// Of the levels, lowest resolution first.
    package let levelSizes: [PictureGeometry.Size]
    package let padded: PictureGeometry.Size
}
