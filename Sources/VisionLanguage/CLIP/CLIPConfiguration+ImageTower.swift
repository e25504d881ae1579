extension CLIPConfiguration {
    /// What pictures go through.
    package struct ImageTower: Sendable, Equatable {
        package let network: Network
        /// Side of the square picture it reads, in pixels.
        package let resolution: Int
        /// Of the channels R, G, B, on the scale 0…1.
        package let mean: [Float]
        package let std: [Float]

        package init(
            _ network: Network, resolution: Int, mean: [Float] = [0.48145466, 0.4578275, 0.40821073],
            std: [Float] = [0.26862954, 0.26130258, 0.27577711]
        ) {
            self.network = network
            self.resolution = resolution
            self.mean = mean
            self.std = std
        }

        /// Told apart in `model.json` by `type`.
        package enum Network: Sendable, Equatable {
            case vit(VisionTransformer)
            case resnet(ModifiedResNet)
        }

        package struct VisionTransformer: Sendable, Equatable, Codable {
            /// Side of a patch, in pixels.
            package let patch: Int
            package let width: Int
            package let layers: Int
            package let heads: Int

            package init(patch: Int, width: Int, layers: Int, heads: Int) {
                self.patch = patch
                self.width = width
                self.layers = layers
                self.heads = heads
            }
        }

        package struct ModifiedResNet: Sendable, Equatable, Codable {
            /// Channels of the stem; the last stage has 32 times as many.
            package let width: Int
            /// Bottlenecks of the four stages.
            package let blocks: [Int]
            /// Of the attention that pools the last map.
            package let heads: Int

            package init(width: Int, blocks: [Int], heads: Int) {
                self.width = width
                self.blocks = blocks
                self.heads = heads
            }

            /// Channels of the last map.
            package var features: Int { width * 32 }
        }
    }
}

extension CLIPConfiguration.ImageTower: Codable {
    private enum CodingKeys: String, CodingKey {
        case type, resolution, mean, std
    }

    private enum Kind: String, Codable {
        case vit, resnet
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        network =
            switch try container.decode(Kind.self, forKey: .type) {
            case .vit: .vit(try VisionTransformer(from: decoder))
            case .resnet: .resnet(try ModifiedResNet(from: decoder))
            }
        resolution = try container.decode(Int.self, forKey: .resolution)
        mean = try container.decode([Float].self, forKey: .mean)
        std = try container.decode([Float].self, forKey: .std)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch network {
        case .vit(let sizes):
            try container.encode(Kind.vit, forKey: .type)
            try sizes.encode(to: encoder)
        case .resnet(let sizes):
            try container.encode(Kind.resnet, forKey: .type)
            try sizes.encode(to: encoder)
        }
        try container.encode(resolution, forKey: .resolution)
        try container.encode(mean, forKey: .mean)
        try container.encode(std, forKey: .std)
    }
}

extension CLIPConfiguration.ImageTower {
    /// Numbers that must be positive, by their keys within `clip`.
    var sizes: [(String, Int)] {
        let own =
            switch network {
            case .vit(let sizes):
                [
                    ("image.patch", sizes.patch), ("image.width", sizes.width), ("image.layers", sizes.layers),
                    ("image.heads", sizes.heads),
                ]
            case .resnet(let sizes):
                [("image.width", sizes.width), ("image.heads", sizes.heads)]
                    + sizes.blocks.map { ("image.blocks", $0) }
            }
        return [("image.resolution", resolution)] + own
    }

    /// What makes positive sizes impossible.
    var problems: [String] {
        var problems: [String] = []
        func require(_ isRight: Bool, _ problem: String) {
            if !isRight { problems.append("clip.image.\(problem)") }
        }
        switch network {
        case .vit(let sizes):
            require(sizes.width % sizes.heads == 0, "heads does not divide clip.image.width")
            require(resolution % sizes.patch == 0, "patch does not divide clip.image.resolution")
        case .resnet(let sizes):
            require(sizes.blocks.count == 4, "blocks needs 4 numbers")
            require(sizes.width % 2 == 0, "width must be even")
            require(sizes.features % sizes.heads == 0, "heads does not divide \(sizes.features)")
            require(resolution % 32 == 0, "resolution must be a multiple of 32")
        }
        require(mean.count == 3, "mean needs 3 numbers")
        require(std.count == 3 && std.allSatisfy { $0 > 0 }, "std needs 3 numbers above 0")
        return problems
    }
}
