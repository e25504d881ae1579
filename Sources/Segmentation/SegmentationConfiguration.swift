/// Sizes and settings of the audio-visual segmentation network, as `model.json` gives them.
package struct SegmentationConfiguration: Sendable, Codable, Equatable {
    /// How a picture becomes the network's input (Spec §1).
    package struct Preprocessing: Sendable, Codable, Equatable {
        /// Pixels of the shorter side after resizing.
        package var shortSide: Int
        /// Pixels the longer side has at most.
        package var maxSide: Int
        /// Red, green, blue, on the scale 0…255.
        package var mean: [Float]
        package var std: [Float]
        /// Both padded sides are multiples of this.
        package var divisor: Int

        enum CodingKeys: String, CodingKey {
            case shortSide = "short_side"
            case maxSide = "max_side"
            case mean, std, divisor
        }
    }

    /// The sound encoder (Spec §2).
    package struct VGGish: Sendable, Codable, Equatable {
        /// Outputs of the six convolutions.
        package var channels: [Int]
        /// Outputs of the linear layers before the last.
        package var hidden: [Int]
        package var embedding: Int
    }

    /// Early fusion and the deformable encoder (Spec §4).
    package struct PixelDecoder: Sendable, Codable, Equatable {
        package var channels: Int
        package var heads: Int
        /// Samples per head and level.
        package var points: Int
        package var layers: Int
        package var feedforward: Int
        package var fusionChannels: Int
        package var fusionHeads: Int
        /// Groups of the group norms.
        package var groups: Int
        package var maskChannels: Int

        enum CodingKeys: String, CodingKey {
            case channels, heads, points, layers, feedforward
            case fusionChannels = "fusion_channels"
            case fusionHeads = "fusion_heads"
            case groups
            case maskChannels = "mask_channels"
        }
    }

    /// The audio-conditioned decoder (Spec §5).
    package struct MaskDecoder: Sendable, Codable, Equatable {
        package var channels: Int
        package var heads: Int
        package var queries: Int
        package var layers: Int
        package var feedforward: Int
        /// Snippets of a window.
        package var window: Int
    }

    package var preprocessing: Preprocessing
    package var vggish: VGGish
    package var backbone: Backbone
    package var pixelDecoder: PixelDecoder
    package var maskDecoder: MaskDecoder

    enum CodingKeys: String, CodingKey {
        case preprocessing, vggish, backbone
        case pixelDecoder = "pixel_decoder"
        case maskDecoder = "mask_decoder"
    }

    package init(
        preprocessing: Preprocessing, vggish: VGGish, backbone: Backbone, pixelDecoder: PixelDecoder,
        maskDecoder: MaskDecoder
    ) {
        self.preprocessing = preprocessing
        self.vggish = vggish
        self.backbone = backbone
        self.pixelDecoder = pixelDecoder
        self.maskDecoder = maskDecoder
    }
}
