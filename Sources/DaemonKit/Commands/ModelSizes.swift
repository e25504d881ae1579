import Bundles
import Segmentation
import VisionLanguage

/// The sizes of a model in words.
struct ModelSizes {
    private let manifest: ModelManifest

    init(_ manifest: ModelManifest) {
        self.manifest = manifest
    }

    /// What the parts are, by the kind of thing they look at.
    var facts: [(String, String)] {
        let network = manifest.segmentation
        return [
            ("picture", "\(backbone(network.backbone)), short side \(network.preprocessing.shortSide)"),
            ("sound", "VGGish \(list(network.vggish.channels)), \(network.vggish.embedding) numbers a second"),
            (
                "masks",
                "\(network.maskDecoder.queries) queries, \(network.maskDecoder.layers) layers, "
                    + "windows of \(network.maskDecoder.window) s"
            ),
            ("words", "\(tower(manifest.clip.image)), \(tower(manifest.clip.text))"),
        ]
    }

    private func backbone(_ backbone: SegmentationConfiguration.Backbone) -> String {
        switch backbone {
        case .resnet(let sizes): "ResNet \(list(sizes.blocks)) × \(list(backbone.outputs))"
        case .swin(let sizes): "Swin \(list(sizes.blocks)) × \(list(sizes.outputs)), windows of \(sizes.window)"
        }
    }

    private func tower(_ image: CLIPConfiguration.ImageTower) -> String {
        let network =
            switch image.network {
            case .vit(let sizes): "ViT \(sizes.width) × \(sizes.layers), patches of \(sizes.patch)"
            case .resnet(let sizes): "ResNet \(list(sizes.blocks)) × \(sizes.width)"
            }
        return "\(network) on \(image.resolution) pixels"
    }

    private func tower(_ text: CLIPConfiguration.TextTower) -> String {
        "text \(text.width) × \(text.layers), \(text.vocabulary) tokens"
    }

    private func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: "-") }
}
