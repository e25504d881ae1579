import Foundation
import MediaTypes
import Network
import Synchronization
import Tensors
import TestSupport
import Testing

@testable import VisionLanguage

/// CLIP ViT-B/16 with weights made by rule, against the published code.
struct ClipTowerTests {
    private static let image = CLIPConfiguration.vitB16.image
    private static let text = CLIPConfiguration.vitB16.text
    private static let prompts = [
        "a photo of a violin.", "There is a large emergency-car in the scene.", "This is a photo of a dog",
        "There is the missile-rocket in the scene",
    ]
    private let golden: Golden
    private let weights: CheckpointScope

    init() throws {
        golden = try Golden("misc_vitb16")
        weights = try SyntheticWeights(.clipViTB16).checkpoint.root
    }

    /// Weights drawn at random amplify rounding by half to double in every block: the same network in double precision is
    /// 1e-4 of the standard deviation away from the published single precision after block 4 and 2e-3 after block 11. So the
    /// tolerance grows with depth, with room for other numbers of threads; logits keep the published tolerance.
    @Test func `every block of the image tower agrees with the published code`() throws {
        let encoder = try ImageEncoder(weights["visual"], configuration: Self.image, embedding: 512)
        let recorded = Mutex<[String: Tensor]>([:])
        let probe = TensorProbe { name, _, tensor in recorded.withLock { $0[name] = tensor() } }
        let embeddings = encoder(pictures(), probe: probe)
        var tensors = recorded.withLock { $0 }
        tensors["image.conv1"] = tensors["image.conv1"]?.transposed.reshaped([2, 768, 14, 14])
        let blocks = (0..<12).map { (name: "image.block.\($0)", tolerance: 1e-4 * max(1, pow(1.6, Double($0 - 1)))) }
        let ends = ["conv1", "ln_pre"].map { (name: "image.\($0)", tolerance: 1e-5) }
        for (name, tolerance) in ends + blocks {
            try expectNoMismatch(golden, name, try #require(tensors[name]), tolerance: tolerance)
        }
        let unit = try normalized(golden.tensor("image.embed"))
        let difference = zip(normalized(embeddings).elements, unit.elements).map { abs($0 - $1) }.max() ?? .infinity
        #expect(difference <= 5e-4)
    }

    @Test func `every block of the text tower agrees up to the end token, which ends the computation`() throws {
        let encoder = try TextEncoder(weights, configuration: Self.text, embedding: 512)
        let tokenizer = try Tokenizer(merges: ClipMerges.text(), vocabularySize: 49_408)
        let tokens = try Self.prompts.map { try tokenizer.tokens(of: $0) }
        for (row, tokens) in tokens.enumerated() {
            let recorded = Mutex<[String: Tensor]>([:])
            let probe = TensorProbe { name, _, tensor in recorded.withLock { $0[name] = tensor() } }
            _ = encoder([tokens], probe: probe)
            for (name, tensor) in recorded.withLock({ $0 }) {
                let expected = try golden.tensor(name)[row][0..<tokens.count].elements
                let difference = zip(tensor.elements, expected).map { abs($0 - $1) }.max() ?? .infinity
                #expect(difference <= 1e-4 * max(1, deviation(expected)), "\(name) of prompt \(row)")
            }
        }
        let embeddings = encoder(tokens)
        try expectNoMismatch(golden, "text.embed", embeddings, tolerance: 1e-4)
    }

    @Test func `logits are a hundred times the cosine of pictures and prompts`() throws {
        let classifier = Classifier(
            encoder: try ImageEncoder(weights["visual"], configuration: Self.image, embedding: 512))
        let words = Self.prompts.map { VocabularyWord(word: $0, prompt: $0, split: nil, isBackground: false) }
        let vocabulary = Vocabulary(words: words, embeddings: normalized(try golden.tensor("text.embed")), digest: "")
        let logits = classifier.logits(crops: pictures(), vocabulary: vocabulary)
        try expectNoMismatch(golden, "logits", logits, tolerance: 2e-2)
    }

    @Test func `the ensemble of 14 prompts places all 70 words as the published code does`() throws {
        let weights = try SyntheticWeights(.ovavssR50).checkpoint.root["clip_adapter.clip_model"]
        let ensemble = PromptEnsemble(
            tokenizer: try Tokenizer(merges: ClipMerges.text(), vocabularySize: 49_408),
            encoder: try TextEncoder(weights, configuration: Self.text, embedding: 512),
            templates: PublishedWords.templates, context: 77)
        let embeddings = try ensemble(PublishedWords.words.map(\.word))
        try expectNoMismatch(Golden("r50_small"), "text.embed", embeddings, tolerance: 1e-4)
    }

    private func expectNoMismatch(
        _ golden: Golden, _ name: String, _ tensor: Tensor, tolerance: Double,
        at location: SourceLocation = #_sourceLocation
    ) throws {
        let mismatch = try golden.mismatch(name, tensor, tolerance: tolerance)
        #expect(mismatch == nil, "\(mismatch?.description ?? "")", sourceLocation: location)
    }

    private func pictures() -> Tensor {
        .stacked((0..<2).map { planar(SyntheticInput.picture($0, width: 224, height: 224)) })
    }

    private func planar(_ picture: Picture) -> Tensor {
        let area = picture.width * picture.height
        let values = (0..<3).flatMap { channel in (0..<area).map { Float(picture.pixels[$0 * 3 + channel]) } }
        return Tensor(shape: [3, picture.height, picture.width], values)
    }

    private func deviation(_ values: [Float]) -> Float {
        let mean = values.reduce(0, +) / Float(values.count)
        return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(values.count)).squareRoot()
    }
}
