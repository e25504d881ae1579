extension SegmentationConfiguration {
    /// The published ResNet-50 model.
    package static let ovavssR50 = published(
        .resnet(ResNet(stem: 64, inner: [64, 128, 256, 512], blocks: [3, 4, 6, 3], expansion: 4)))

    /// The published Swin-B model.
    package static let ovavssSwinB = published(
        .swin(Swin(width: 128, blocks: [2, 2, 18, 2], heads: [4, 8, 16, 32], window: 12, expansion: 4)))

    /// The published models differ in their backbone only.
    private static func published(_ backbone: Backbone) -> SegmentationConfiguration {
        SegmentationConfiguration(
            preprocessing: Preprocessing(
                shortSide: 360, maxSide: 1333, mean: [123.675, 116.28, 103.53], std: [58.395, 57.12, 57.375],
                divisor: 32),
            vggish: VGGish(channels: [64, 128, 256, 256, 512, 512], hidden: [4096, 4096], embedding: 128),
            backbone: backbone,
            pixelDecoder: PixelDecoder(
                channels: 256, heads: 8, points: 4, layers: 6, feedforward: 1024, fusionChannels: 1024, fusionHeads: 8,
                groups: 32, maskChannels: 256),
            maskDecoder: MaskDecoder(channels: 256, heads: 8, queries: 100, layers: 9, feedforward: 2048, window: 5))
    }
}
