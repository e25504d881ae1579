import Foundation
import MediaTypes
import Segmentation
import Tensors
import TestSupport
import Testing
import VisionLanguage
import Words

@testable import Bundles

/// Backbones and CLIPs other than those the rest of these tests have.
struct PublishedSizesTests {
    private static let prefix = "clip_adapter.clip_model."

    private static func reader(_ layout: SyntheticWeights.Layout, prefix: String = "") throws -> ShapeReader {
        let weights = try SyntheticWeights(layout)
        let shapes = weights.keys.map { ($0.hasPrefix(prefix) ? $0 : prefix + $0, weights.shape(of: $0) ?? []) }
        return ShapeReader(shapes: Dictionary(uniqueKeysWithValues: shapes))
    }

    @Test func `the sizes of both published models are read off their tensors`() throws {
        let models: [(SyntheticWeights.Layout, SegmentationConfiguration, CLIPConfiguration)] = [
            (.ovavssR50, .ovavssR50, .vitB16), (.ovavssSwinB, .ovavssSwinB, .vitL14At336),
        ]
        for (layout, segmentation, clip) in models {
            let reader = try Self.reader(layout)
            #expect(try SegmentationConfiguration(reader) == segmentation)
            #expect(try CLIPConfiguration(reader) == clip)
            #expect(segmentation.problems.isEmpty && clip.problems.isEmpty)
        }
    }

    @Test func `the sizes of every CLIP are read off its own tensors`() throws {
        let models: [(SyntheticWeights.Layout, CLIPConfiguration)] = [
            (.clipViTB16, .vitB16), (.clipViTB32, .vitB32), (.clipViTL14, .vitL14), (.clipViTL14At336, .vitL14At336),
            (.clipRN50, .rn50),
        ]
        for (layout, clip) in models {
            #expect(try CLIPConfiguration(Self.reader(layout, prefix: Self.prefix)) == clip)
            #expect(clip.problems.isEmpty)
        }
    }

    @Test func `a Swin transformer with a CLIP that sees with a ResNet is imported, loads strictly and names words`()
        throws
    {
        let folder = try TemporaryFolder()
        var segmentation = SmallCheckpoint.segmentation
        segmentation.backbone = .swin(
            .init(width: 8, blocks: [1, 2, 1, 1], heads: [1, 2, 4, 4], window: 4, expansion: 2))
        let clip = CLIPConfiguration(
            embedding: 24, image: .init(.resnet(.init(width: 4, blocks: [1, 2, 1, 1], heads: 2)), resolution: 64),
            text: SmallCheckpoint.clip.text)
        let shapes = SmallCheckpoint.shapes(segmentation, clip)
        try SmallCheckpoint.write(shapes, to: folder("weights.safetensors"))
        try SmallCheckpoint.merges.write(toFile: folder("merges"), atomically: true, encoding: .utf8)
        let report = try ModelImport(
            .init(
                ovavss: folder("weights.safetensors"), merges: folder("merges"), name: "small", output: folder("bundle")
            )
        ).run()
        #expect(report.manifest.segmentation == segmentation && report.manifest.clip == clip)
        let bundle = try ModelBundle.load(directory: folder("bundle"))
        let vocabulary = try bundle.vocabulary(words: [WordEntry(word: "dog")])
        let crop = SyntheticInput.picture(0, width: 64, height: 64)
        let pixels = (0..<3).flatMap { channel in (0..<64 * 64).map { Float(crop.pixels[$0 * 3 + channel]) } }
        let logits = bundle.classifier.logits(
            crops: Tensor(shape: [1, 3, 64, 64], pixels), vocabulary: vocabulary)
        #expect(logits.shape == [1, vocabulary.words.count] && logits.elements.allSatisfy { abs($0) <= 100.001 })
        let picture = bundle.segmentation.prepare(SyntheticInput.picture(0, width: 60, height: 40), shortSide: 72)
        let maps = bundle.segmentation.backbone(picture.input)
        #expect(maps.map(\.shape) == [[1, 8, 24, 32], [1, 16, 12, 16], [1, 32, 6, 8], [1, 64, 3, 4]])
    }

    @Test func `a table of biases that fits no window is refused before memory is taken for it`() throws {
        let table = "backbone.layers.0.blocks.0.attn.relative_position_bias_table"
        for rows in [528, 1001 * 1001] {
            var shapes = try Self.reader(.ovavssSwinB).shapes
            shapes[table] = [rows, 4]
            let error = #expect(throws: BundleError.self) {
                try SegmentationConfiguration(ShapeReader(shapes: shapes))
            }
            #expect(try #require(error).description.contains(table))
        }
    }

    @Test func `impossible sizes of a backbone and of an image tower are told by their keys`() throws {
        var segmentation = SegmentationConfiguration.ovavssSwinB
        segmentation.backbone = .swin(
            .init(width: 100, blocks: [2, 2, 6], heads: [3, 4, 8, 16], window: 7, expansion: 4))
        #expect(segmentation.problems == ["backbone.blocks needs 4 numbers, not 3"])
        segmentation.backbone = .swin(
            .init(width: 100, blocks: [2, 2, 6, 2], heads: [3, 4, 8, 16], window: 33, expansion: 4))
        #expect(
            segmentation.problems == ["backbone.heads does not divide 100", "backbone.window cannot be more than 32"])
        let clip = CLIPConfiguration(
            embedding: 24, image: .init(.resnet(.init(width: 3, blocks: [1, 2, 3], heads: 5)), resolution: 100),
            text: SmallCheckpoint.clip.text)
        #expect(
            clip.problems.map { $0.split(separator: " ")[0] }.sorted() == [
                "clip.image.blocks", "clip.image.heads", "clip.image.resolution", "clip.image.width",
            ])
    }

    @Test func `a key of another backbone is unknown`() throws {
        let json = """
            {"type": "swin", "width": 8, "blocks": [1, 1, 1, 1], "heads": [1, 1, 1, 1], "window": 4, "expansion": 4}
            """
        let backbone = try JSONDecoder().decode(SegmentationConfiguration.Backbone.self, from: Data(json.utf8))
        let known = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(backbone))
        let given = try JSONDecoder().decode(
            JSONValue.self, from: Data(json.replacing("\"window\"", with: "\"stem\": 64, \"window\"").utf8))
        #expect(given.keysUnknown(to: known) == ["stem"])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(
                SegmentationConfiguration.Backbone.self, from: Data(json.replacing("swin", with: "vgg").utf8))
        }
    }
}
