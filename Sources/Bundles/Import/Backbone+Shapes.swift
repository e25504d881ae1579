import Segmentation

extension SegmentationConfiguration.Backbone {
    /// The backbone whose tensors have these names and shapes.
    init(_ reader: ShapeReader) throws(BundleError) {
        let isSwin = reader.shapes["backbone.patch_embed.proj.weight"] != nil
        self =
            isSwin
            ? .swin(try SegmentationConfiguration.Swin(reader))
            : .resnet(try SegmentationConfiguration.ResNet(reader))
    }
}

extension SegmentationConfiguration.ResNet {
    fileprivate init(_ reader: ShapeReader) throws(BundleError) {
        var inner: [Int] = []
        var blocks: [Int] = []
        for stage in 2...5 {
            inner.append(try reader.size("backbone.res\(stage).0.conv1.weight", 0))
            blocks.append(reader.count("backbone.res\(stage).", ".conv1.weight"))
        }
        self.init(
            stem: try reader.size("backbone.stem.conv1.weight", 0), inner: inner, blocks: blocks,
            expansion: try reader.size("backbone.res2.0.conv3.weight", 0) / inner[0])
    }
}

extension SegmentationConfiguration.Swin {
    /// The table of biases has a row for every distance within a window, `(2 · window − 1)²`, and a column for every head.
    fileprivate init(_ reader: ShapeReader) throws(BundleError) {
        let width = try reader.size("backbone.patch_embed.proj.weight", 0)
        let table = "attn.relative_position_bias_table"
        var blocks: [Int] = []
        var heads: [Int] = []
        for stage in 0...3 {
            blocks.append(reader.count("backbone.layers.\(stage).blocks.", ".norm1.weight"))
            heads.append(try reader.size("backbone.layers.\(stage).blocks.0.\(table)", 1))
        }
        let distances = try reader.size("backbone.layers.0.blocks.0.\(table)", 0)
        let side = Int(Double(distances).squareRoot().rounded())
        guard side * side == distances, side % 2 == 1, side < 2 * Self.largestWindow else {
            throw .importing(
                problem: "'backbone.layers.0.blocks.0.\(table)' has \(distances) rows, which fit no window of patches")
        }
        self.init(
            width: width, blocks: blocks, heads: heads, window: (side + 1) / 2,
            expansion: try reader.size("backbone.layers.0.blocks.0.mlp.fc1.weight", 0) / width)
    }
}
