import ArgumentParser
import Bundles
import Foundation
import Segmentation
import VisionLanguage

/// `earshot models show`
struct ModelsShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print what a model is: origin, sizes, words, prompts and thresholds.")

    @Argument(help: "Name or directory.")
    var model = ModelStore.defaultModel

    @Flag(help: "Print model.json itself.")
    var json = false

    func run() throws {
        let files = try ModelStore().find(model)
        if json {
            print(String(decoding: try files.manifest.json(), as: UTF8.self), terminator: "")
        } else {
            for (title, text) in facts(files) {
                print(title.padding(toLength: 12, withPad: " ", startingAt: 0), text)
            }
        }
    }

    private func facts(_ files: BundleFiles) -> [(String, String)] {
        let manifest = files.manifest
        let words = [("base", KnownWord.Split.base), ("novel", .novel), ("other", nil)].map { title, split in
            ("\(title) words", manifest.words.filter { $0.split == split }.map(\.word).joined(separator: ", "))
        }
        let thresholds = manifest.thresholds
        return [
            ("model", files.identity), ("directory", files.directory), ("about", manifest.description),
            ("licence", manifest.license), ("size", byteCount(files.byteCount)),
        ] + sizes(manifest) + words.filter { !$0.1.isEmpty } + [
            ("prompts", manifest.templates.joined(separator: " | ")), ("crop", manifest.crop.rawValue),
            (
                "thresholds",
                "sounding \(thresholds.sounding), score \(thresholds.score), mask \(thresholds.minAreaPx) pixels"
            ),
        ]
    }

    private func sizes(_ manifest: ModelManifest) -> [(String, String)] {
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
