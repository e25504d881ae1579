package import MediaTypes
package import Network
package import Segmentation
package import Tensors

/// Key picture to backbone features: the part of the network that sees one picture and no sound.
package struct VisualEncoding: Sendable {
    private let model: SegmentationModel
    private let shortSide: Int?

    /// - Parameter shortSide: instead of the bundle's, in pixels.
    package init(_ model: SegmentationModel, shortSide: Int? = nil) {
        self.model = model
        self.shortSide = shortSide
    }

    package func callAsFunction(_ picture: Picture, probe: TensorProbe = .none) -> EncodedPicture {
        let prepared = model.prepare(picture, shortSide: shortSide)
        return EncodedPicture(prepared: prepared, features: model.backbone(prepared.input, probe: probe))
    }
}

/// A key picture after the backbone.
package struct EncodedPicture: Sendable {
    package let prepared: PreparedPicture
    /// `res2`…`res5` of this picture (Spec §3).
    package let features: [Tensor]
}
