import Network
import Tensors

/// The picture encoder (Spec §3), whichever a model has.
protocol PictureEncoder: Sendable {
    /// A normalised picture `[1, 3, H, W]`, both sides multiples of 32, to res2…res5, `[1, C, h, w]` at strides 4, 8, 16
    /// and 32.
    func callAsFunction(_ picture: Tensor, probe: TensorProbe) -> [Tensor]
}

extension SegmentationConfiguration.Backbone {
    /// `weights` is scoped to `backbone`.
    func encoder(_ weights: CheckpointScope) throws(CheckpointError) -> any PictureEncoder {
        switch self {
        case .resnet(let sizes): try ResNet(weights, sizes)
        case .swin(let sizes): try SwinTransformer(weights, sizes)
        }
    }
}
