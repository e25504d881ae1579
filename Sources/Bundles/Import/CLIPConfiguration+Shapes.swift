import VisionLanguage

extension CLIPConfiguration {
    /// The sizes of the CLIP whose tensors have these names and shapes.
    ///
    /// Heads cannot be seen in shapes: they are 64 wide in every published CLIP.
    init(_ reader: ShapeReader) throws(BundleError) {
        let prefix = "clip_adapter.clip_model."
        let visual = prefix + "visual."
        guard reader.shapes[visual + "layer1.0.conv1.weight"] == nil else {
            throw .importing(problem: "this CLIP sees with a ResNet; only vision transformers (ViT) can be imported")
        }
        let (patch, width) = (try reader.size(visual + "conv1.weight", 2), try reader.size(visual + "conv1.weight", 0))
        let patches = try reader.size(visual + "positional_embedding", 0) - 1
        let grid = Int(Double(patches).squareRoot().rounded())
        guard grid * grid == patches else {
            throw .importing(problem: "'\(visual)positional_embedding' has \(patches) patches, which is no square")
        }
        let textWidth = try reader.size(prefix + "token_embedding.weight", 1)
        self.init(
            embedding: try reader.size(prefix + "text_projection", 1),
            image: ImageTower(
                resolution: grid * patch, patch: patch, width: width,
                layers: reader.count(visual + "transformer.resblocks.", ".ln_1.weight"), heads: max(1, width / 64)),
            text: TextTower(
                context: try reader.size(prefix + "positional_embedding", 0),
                vocabulary: try reader.size(prefix + "token_embedding.weight", 0), width: textWidth,
                layers: reader.count(prefix + "transformer.resblocks.", ".ln_1.weight"), heads: max(1, textWidth / 64)))
    }
}
