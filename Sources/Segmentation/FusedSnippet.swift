package import Tensors

/// What the mask decoder needs of one snippet; computed once and kept while the snippet is in a window.
package struct FusedSnippet: Sendable {
    /// The sound after fusion, f_AV, `[E]`.
    package let audio: Tensor
    /// `[C, Hp/4, Wp/4]`.
    package let maskFeatures: Tensor
    /// Tokens `[h · w, C]` of the levels, lowest resolution first.
    package let multiScale: [Tensor]
    /// How masks are resized to each level.
    let maskTaps: [BilinearTaps]
    /// The mask features that each level's attention mask reads, `[C, 4 · h · w]`: masks are resized after the product
    /// with a query, as in the reference, but computed only where the resizing reads them.
    package let levelMaskFeatures: [Tensor]
    /// Of the levels, lowest resolution first.
    let levelSizes: [PictureGeometry.Size]
    package let padded: PictureGeometry.Size
}
