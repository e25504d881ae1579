import VisionLanguage

extension CLIPConfiguration {
    /// The sizes of the CLIP whose tensors have these names and shapes.
    ///
    /// Heads cannot be seen in shapes: they are 64 wide in every published CLIP.
    init(_ reader: ShapeReader) throws(BundleError) {
        let prefix = "clip_adapter.clip_model."
        let width = try reader.size(prefix + "token_embedding.weight", 1)
        self.init(
            embedding: try reader.size(prefix + "text_projection", 1),
            image: try ImageTower(reader, prefix + "visual."),
            text: TextTower(
                context: try reader.size(prefix + "positional_embedding", 0),
                vocabulary: try reader.size(prefix + "token_embedding.weight", 0), width: width,
                layers: reader.count(prefix + "transformer.resblocks.", ".ln_1.weight"), heads: max(1, width / 64)))
    }
}

extension CLIPConfiguration.ImageTower {
    fileprivate init(_ reader: ShapeReader, _ prefix: String) throws(BundleError) {
        let isResNet = reader.shapes[prefix + "layer1.0.conv1.weight"] != nil
        self = isResNet ? try .resnet(reader, prefix) : try .vit(reader, prefix)
    }

    private static func vit(_ reader: ShapeReader, _ prefix: String) throws(BundleError) -> Self {
        let patch = try reader.size(prefix + "conv1.weight", 2)
        let width = try reader.size(prefix + "conv1.weight", 0)
        let grid = try grid(of: prefix + "positional_embedding", reader)
        return Self(
            .vit(
                .init(
                    patch: patch, width: width,
                    layers: reader.count(prefix + "transformer.resblocks.", ".ln_1.weight"), heads: max(1, width / 64))
            ), resolution: grid * patch)
    }

    private static func resnet(_ reader: ShapeReader, _ prefix: String) throws(BundleError) -> Self {
        let width = try reader.size(prefix + "layer1.0.conv1.weight", 0)
        let features = try reader.size(prefix + "attnpool.positional_embedding", 1)
        let grid = try grid(of: prefix + "attnpool.positional_embedding", reader)
        return Self(
            .resnet(
                .init(
                    width: width, blocks: (1...4).map { reader.count("\(prefix)layer\($0).", ".conv1.weight") },
                    heads: max(1, features / 64))), resolution: grid * 32)
    }

    /// Side of the square of positions that follow a first one.
    private static func grid(of key: String, _ reader: ShapeReader) throws(BundleError) -> Int {
        let positions = try reader.size(key, 0) - 1
        let grid = Int(Double(positions).squareRoot().rounded())
        guard grid * grid == positions else {
            throw .importing(problem: "'\(key)' has \(positions) positions beside the first, which is no square")
        }
        return grid
    }
}
