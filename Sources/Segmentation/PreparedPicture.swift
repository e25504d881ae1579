package import MediaTypes
package import Tensors

/// A picture as the network wants it.
package struct PreparedPicture: Sendable {
    package let geometry: PictureGeometry
    /// Resized, unpadded, 8 bits: what crops are cut from.
    package let resized: Picture
    /// Normalised and padded with zeros, `[1, 3, Hp, Wp]`.
    package let input: Tensor

    package init(geometry: PictureGeometry, resized: Picture, input: Tensor) {
        self.geometry = geometry
        self.resized = resized
        self.input = input
    }
}
