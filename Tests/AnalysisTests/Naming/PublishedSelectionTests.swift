import MediaTypes
import Network
import Tensors
import TestSupport
import Testing
import VisionLanguage

@testable import Analysis
@testable import Segmentation

/// The published rule on the reference run at 128 lines: crops, embeddings, probabilities, ranking and painting.
@Suite(.serialized) struct PublishedSelectionTests {
    private static let run = Result { try PublishedRun() }

    @Test func `the same queries show in the same places`() throws {
        let run = try Self.run.get()
        #expect(try run.tensor("q4.valid").elements == run.golden.bytes("q4.valid").map(Float.init))
        let sources = try run.golden.file.withBytes(of: "q4.crop_src") { bytes in
            bytes.withMemoryRebound(to: Int32.self) { $0.map { Float(Int32(littleEndian: $0)) } }
        }
        #expect(try run.tensor("q4.crop_src").elements == sources)
        #expect(try run.tensor("q4.boxes").elements == run.golden.tensor("q4.boxes").elements)
    }

    @Test(arguments: 0..<6)
    func `crops agree`(index: Int) throws {
        let run = try Self.run.get()
        let name = "q4.crop.\(index)"
        #expect(try run.golden.mismatch(name, run.tensor(name), tolerance: 5e-3) == nil)
    }

    @Test func `crop means and entropies agree`() throws {
        let run = try Self.run.get()
        #expect(try run.golden.mismatch("q4.crops_mean", run.tensor("q4.crops_mean"), tolerance: 5e-3) == nil)
        let name = "q4.top10.entropy_by_rank"
        #expect(try largestDifference(run.tensor(name).elements, run.golden.tensor(name).elements) <= 2e-2)
    }

    @Test func `the masks of the ranked queries agree`() throws {
        let run = try Self.run.get()
        let found = try run.tensor("q4.top10.masks_by_rank")
        let expected = try run.golden.bits("q4.top10.masks_by_rank")
        #expect(try found.shape == run.golden.shape("q4.top10.masks_by_rank"))
        let differing = zip(found.elements, expected).count { UInt8($0) != $1 }
        #expect(Double(differing) <= 5e-4 * Double(expected.count))
    }

    /// The random weights of the image tower amplify rounding, and most for one of the four queries: its crops differ by
    /// no more than the others' (1e-5 of the scale), its embeddings by up to 2.3e-4 where the others' differ by 3e-6.
    @Test func `embeddings agree to 1e-4 but for one query's, and those to 5e-4`() throws {
        let run = try Self.run.get()
        let found = try run.tensor("q4.image_embed")
        let expected = try run.golden.tensor("q4.image_embed")
        let differences = (0..<20).map { largestDifference(found[$0].elements, expected[$0].elements) }
        #expect(differences.count { $0 <= 1e-4 } >= 15)
        #expect(differences.allSatisfy { $0 <= 5e-4 })
    }

    @Test func `probabilities agree`() throws {
        let run = try Self.run.get()
        let probabilities = try run.golden.tensor("q4.class_prob").elements
        #expect(try largestDifference(run.tensor("q4.class_prob").elements, probabilities) <= 5e-3)
    }

    @Test func `the ten best pairs are the published ones in their order`() throws {
        let run = try Self.run.get()
        let scores = try run.golden.tensor("q4.top10.scores_sorted").elements
        #expect(try largestDifference(run.tensor("q4.top10.scores_sorted").elements, scores) <= 5e-3)
        let found = try run.tensor("q4.top10.flat_index_sorted").elements.map(Int64.init)
        let expected = try run.golden.file.integers("q4.top10.flat_index_sorted")
        for rank in 0..<10 where isDistinct(scores, rank) { #expect(found[rank] == expected[rank], "rank \(rank)") }
    }

    @Test func `the pictures are painted alike`() throws {
        let run = try Self.run.get()
        let found = try run.tensor("q4.semantic_thr0.1").elements.map { UInt8($0) }
        let expected = try run.golden.bytes("q4.semantic_thr0.1")
        let differing = zip(found, expected).count { $0 != $1 }
        #expect(Double(differing) <= 5e-4 * Double(expected.count))
        #expect(expected.contains { $0 != 0 })
    }

    private func largestDifference(_ found: [Float], _ expected: [Float]) -> Float {
        found.count == expected.count ? zip(found, expected).map { abs($0 - $1) }.max() ?? 0 : .infinity
    }

    /// A rank whose score is its neighbours' to within rounding may change places with them.
    private func isDistinct(_ scores: [Float], _ rank: Int) -> Bool {
        [rank - 1, rank + 1].allSatisfy { !scores.indices.contains($0) || abs(scores[$0] - scores[rank]) > 1e-3 }
    }
}

/// The whole network on synthetic weights, its first four queries named.
private struct PublishedRun: Sendable {
    let golden: Golden
    private let tensors: [String: Tensor]

    init() throws {
        golden = try Golden("r50_small")
        let weights = try SyntheticWeights(.ovavssR50).checkpoint.root
        let model = try SegmentationModel(configuration: .ovavssR50, weights: weights)
        let encoder = try ImageEncoder(
            weights["clip_adapter.clip_model.visual"],
            configuration: CLIPConfiguration.vitB16.image,
            embedding: 512)
        let words = (0..<70).map { VocabularyWord(KnownWord(word: "\($0)")) }
        let recorder = TensorRecorder { $0.hasPrefix("q4.") }
        let selection = ReferenceSelection(
            reader: QueryReader(
                crops: CropExtractor(placement: .reference, resolution: 224), classifier: Classifier(encoder: encoder),
                vocabulary: Vocabulary(words: words, embeddings: try golden.tensor("text.embed"), digest: "")),
            rule: ReferenceRule(scoreAbove: 0.1, queries: 4), probe: recorder.probe)
        _ = selection.labels(of: try Self.window(model, golden), positions: [0])
        tensors = recorder.tensors
    }

    func tensor(_ name: String) throws -> Tensor { try #require(tensors[name], "\(name) was not offered") }

    /// The reference window, decoded with the reference's own attention masks: left to itself a decoder may flip single
    /// bits of them by rounding, which moves a query by more than the tolerance of what follows.
    private static func window(_ model: SegmentationModel, _ golden: Golden) throws -> DecodedWindow {
        let sounds = model.soundEncoder(try golden.tensor("vggish.logmel"))
        let snippets = (0..<5).map { index in
            let prepared = model.prepare(SyntheticInput.picture(index, width: 200, height: 120), shortSide: 128)
            let picture = EncodedPicture(prepared: prepared, features: model.backbone(prepared.input))
            return SnippetFusion(model)(picture, embedding: sounds[index])
        }
        let masks = try (0..<9).map { try golden.bits("dec.pred.\($0).attn_mask") }
        let keys = (0..<5).map { SnippetKey(epoch: 0, index: $0) }
        return DecodedWindow(
            schedule: ScheduledWindow(slots: keys, emitted: 0..<5, isWarming: false), snippets: snippets,
            prediction: model.decode(window: snippets.map(\.fused), probe: .none) { layer, logits in
                BlockedPixels(bytes: masks[layer], pixels: logits.shape[1])
            })
    }
}
