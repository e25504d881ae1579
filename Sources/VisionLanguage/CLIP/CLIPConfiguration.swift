/// The sizes of the image and the text tower: `clip` of `model.json`.
package struct CLIPConfiguration: Sendable, Equatable, Codable {
    /// Width of the space in which pictures and words are compared.
    package let embedding: Int
    package let image: ImageTower
    package let text: TextTower

    package init(embedding: Int, image: ImageTower, text: TextTower) {
        self.embedding = embedding
        self.image = image
        self.text = text
    }

    /// A vision transformer.
    package struct ImageTower: Sendable, Equatable, Codable {
        package enum Kind: String, Sendable, Codable {
            case visionTransformer = "vit"
        }

        package let type: Kind
        /// Side of the square picture it reads, in pixels.
        package let resolution: Int
        /// Side of a patch, in pixels.
        package let patch: Int
        package let width: Int
        package let layers: Int
        package let heads: Int
        /// Of the channels R, G, B, on the scale 0…1.
        package let mean: [Float]
        package let std: [Float]

        package init(
            type: Kind = .visionTransformer, resolution: Int, patch: Int, width: Int, layers: Int, heads: Int,
            mean: [Float] = [0.48145466, 0.4578275, 0.40821073], std: [Float] = [0.26862954, 0.26130258, 0.27577711]
        ) {
            self.type = type
            self.resolution = resolution
            self.patch = patch
            self.width = width
            self.layers = layers
            self.heads = heads
            self.mean = mean
            self.std = std
        }
    }

    /// A causal transformer over tokens.
    package struct TextTower: Sendable, Equatable, Codable {
        /// The most tokens of a text, the start and the end token included.
        package let context: Int
        package let vocabulary: Int
        package let width: Int
        package let layers: Int
        package let heads: Int

        package init(context: Int = 77, vocabulary: Int, width: Int, layers: Int, heads: Int) {
            self.context = context
            self.vocabulary = vocabulary
            self.width = width
            self.layers = layers
            self.heads = heads
        }
    }
}

extension CLIPConfiguration {
    /// What makes these sizes impossible, as key and reason; empty where nothing does.
    package var problems: [String] {
        let sizes = [
            ("embedding", embedding), ("image.resolution", image.resolution), ("image.patch", image.patch),
            ("image.width", image.width), ("image.layers", image.layers), ("image.heads", image.heads),
            ("text.context", text.context), ("text.vocabulary", text.vocabulary), ("text.width", text.width),
            ("text.layers", text.layers), ("text.heads", text.heads),
        ]
        var problems = sizes.filter { $0.1 < 1 || $0.1 > 1 << 20 }.map { "clip.\($0.0) cannot be \($0.1)" }
        guard problems.isEmpty else { return problems }
        if image.width % image.heads != 0 { problems.append("clip.image.heads does not divide clip.image.width") }
        if text.width % text.heads != 0 { problems.append("clip.text.heads does not divide clip.text.width") }
        if image.resolution % image.patch != 0 {
            problems.append("clip.image.patch does not divide clip.image.resolution")
        }
        if image.mean.count != 3 { problems.append("clip.image.mean needs 3 numbers") }
        if image.std.count != 3 || image.std.contains(where: { !($0 > 0) }) {
            problems.append("clip.image.std needs 3 numbers above 0")
        }
        return problems
    }
}
