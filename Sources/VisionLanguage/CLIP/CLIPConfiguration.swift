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
        let sizes =
            [("embedding", embedding)] + image.sizes + [
                ("text.context", text.context), ("text.vocabulary", text.vocabulary), ("text.width", text.width),
                ("text.layers", text.layers), ("text.heads", text.heads),
            ]
        let wrong = sizes.filter { $0.1 < 1 || $0.1 > 1 << 20 }.map { "clip.\($0.0) cannot be \($0.1)" }
        guard wrong.isEmpty else { return wrong }
        let isDivided = text.width % text.heads == 0
        return image.problems + (isDivided ? [] : ["clip.text.heads does not divide clip.text.width"])
    }
}
