extension SegmentationConfiguration {
    /// The picture encoder (Spec §3): what it is and its sizes, told apart in `model.json` by `type`.
    package enum Backbone: Sendable, Equatable {
        case resnet(ResNet)
        case swin(Swin)

        /// Channels of res2…res5.
        package var outputs: [Int] {
            switch self {
            case .resnet(let sizes): sizes.outputs
            case .swin(let sizes): sizes.outputs
            }
        }
    }

    /// Bottlenecks in four stages (Spec §3.1).
    package struct ResNet: Sendable, Codable, Equatable {
        package var stem: Int
        /// Channels inside the bottlenecks of the four stages.
        package var inner: [Int]
        package var blocks: [Int]
        /// Outputs of a bottleneck per inner channel.
        package var expansion: Int

        package init(stem: Int, inner: [Int], blocks: [Int], expansion: Int) {
            self.stem = stem
            self.inner = inner
            self.blocks = blocks
            self.expansion = expansion
        }

        var outputs: [Int] { inner.map { $0 * expansion } }
    }

    /// Windowed attention in four stages (Spec §3.2).
    package struct Swin: Sendable, Codable, Equatable {
        /// Channels of the first stage; every further one has twice as many.
        package var width: Int
        package var blocks: [Int]
        package var heads: [Int]
        /// Side of a window, in patches.
        package var window: Int
        /// Hidden channels of a block's feed-forward part per channel.
        package var expansion: Int

        package init(width: Int, blocks: [Int], heads: [Int], window: Int, expansion: Int) {
            self.width = width
            self.blocks = blocks
            self.heads = heads
            self.window = window
            self.expansion = expansion
        }

        /// Published models have windows of 7 to 24 patches.
        package static let largestWindow = 32

        package var outputs: [Int] { blocks.indices.map { width << $0 } }
    }
}

extension SegmentationConfiguration.Backbone: Codable {
    private enum Kind: String, Codable {
        case resnet, swin
    }

    private enum CodingKeys: String, CodingKey {
        case type
    }

    package init(from decoder: any Decoder) throws {
        self =
            switch try decoder.container(keyedBy: CodingKeys.self).decode(Kind.self, forKey: .type) {
            case .resnet: .resnet(try SegmentationConfiguration.ResNet(from: decoder))
            case .swin: .swin(try SegmentationConfiguration.Swin(from: decoder))
            }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .resnet(let sizes):
            try container.encode(Kind.resnet, forKey: .type)
            try sizes.encode(to: encoder)
        case .swin(let sizes):
            try container.encode(Kind.swin, forKey: .type)
            try sizes.encode(to: encoder)
        }
    }
}
