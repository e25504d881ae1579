import Segmentation

/// What `SegmentationConfiguration.problems` asks of a backbone.
extension SegmentationConfiguration.Backbone {
    var sizes: [(key: String, value: Int)] {
        switch self {
        case .resnet(let sizes):
            values("inner", sizes.inner) + values("blocks", sizes.blocks)
                + [("backbone.stem", sizes.stem), ("backbone.expansion", sizes.expansion)]
        case .swin(let sizes):
            values("blocks", sizes.blocks) + values("heads", sizes.heads) + [
                ("backbone.width", sizes.width), ("backbone.window", sizes.window),
                ("backbone.expansion", sizes.expansion),
            ]
        }
    }

    var lengths: [(key: String, found: Int, needed: Int)] {
        switch self {
        case .resnet(let sizes):
            [("backbone.inner", sizes.inner.count, 4), ("backbone.blocks", sizes.blocks.count, 4)]
        case .swin(let sizes):
            [("backbone.blocks", sizes.blocks.count, 4), ("backbone.heads", sizes.heads.count, 4)]
        }
    }

    var divisions: [(key: String, part: Int, whole: Int)] {
        switch self {
        case .resnet: []
        case .swin(let sizes): zip(sizes.heads, sizes.outputs).map { ("backbone.heads", $0, $1) }
        }
    }

    /// The biases of all pairs of places in a window are held in memory, so a window has a limit.
    var problems: [String] {
        switch self {
        case .swin(let sizes) where sizes.window > SegmentationConfiguration.Swin.largestWindow:
            ["backbone.window cannot be more than \(SegmentationConfiguration.Swin.largestWindow)"]
        case .resnet, .swin: []
        }
    }

    private func values(_ key: String, _ values: [Int]) -> [(key: String, value: Int)] {
        values.map { ("backbone.\(key)", $0) }
    }
}
