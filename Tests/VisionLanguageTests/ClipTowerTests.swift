import Network
import Tensors
import TestSupport
import Testing

@testable import VisionLanguage

/// The published CLIPs with weights made by rule, against the published code.
@Suite(.serialized)
struct ClipTowerTests {
    static let references: [ClipReference] = [.vitB16, .vitB32, .vitL14, .vitL14At336, .rn50]

    @Test(arguments: references)
    func `every block of the image tower agrees with the published code, and so does every logit`(
        reference: ClipReference
    ) throws {
        let golden = try reference.golden
        var tensors = try reference.imageTensors()
        let embeddings = try #require(tensors["image.embed"])
        tensors["logits"] = matmul(
            normalized(embeddings), normalized(try golden.tensor("text.embed")), transposeB: true, scale: 100)
        let names = golden.names.filter { ($0.hasPrefix("image.") || $0 == "logits") && $0 != "image.in" }
        #expect(names.count >= 7)
        for name in names {
            let published = name == "logits" ? 2e-2 : 1e-4
            let tolerance = try reference.tolerance(of: name, published: published)
            try expectNoMismatch(golden, name, try #require(tensors[name], "\(name)"), tolerance: tolerance)
        }
    }

    /// Texts padded to one length, as the published code computes them; then without padding, as Earshot does.
    @Test(arguments: references)
    func `every block of the text tower agrees, and what follows the end token changes nothing`(
        reference: ClipReference
    ) throws {
        let (golden, encoder) = (try reference.golden, try reference.textEncoder())
        let tokenizer = try Tokenizer(merges: ClipMerges.text(), vocabularySize: 49_408)
        let texts = try ClipReference.prompts.map { try tokenizer.tokens(of: $0) }
        let length = texts.map(\.count).max() ?? 0
        let recorder = TensorRecorder()
        _ = encoder(texts.map { $0 + Array(repeating: 0, count: length - $0.count) }, probe: recorder.probe)
        let tensors = recorder.tensors
        #expect(tensors.count == 12)
        for (name, tensor) in tensors { try expectNoMismatch(golden, name, tensor, tolerance: 1e-4) }
        try expectNoMismatch(golden, "text.embed", encoder(texts), tolerance: 1e-4)
    }

    @Test func `logits are a hundred times the cosine of pictures and prompts`() throws {
        let (reference, golden) = (ClipReference.vitB16, try ClipReference.vitB16.golden)
        let words = ClipReference.prompts.map { VocabularyWord(KnownWord(word: $0)) }
        let vocabulary = Vocabulary(words: words, embeddings: normalized(try golden.tensor("text.embed")), digest: "")
        let logits = Classifier(encoder: try reference.imageEncoder())
            .logits(crops: reference.pictures, vocabulary: vocabulary)
        try expectNoMismatch(golden, "logits", logits, tolerance: 2e-2)
    }

    @Test func `the ensemble of 14 prompts places all 70 words as the published code does`() throws {
        let weights = try SyntheticWeights(.ovavssR50).checkpoint.root["clip_adapter.clip_model"]
        let ensemble = PromptEnsemble(
            tokenizer: try Tokenizer(merges: ClipMerges.text(), vocabularySize: 49_408),
            encoder: try TextEncoder(weights, configuration: CLIPConfiguration.vitB16.text, embedding: 512),
            templates: PublishedWords.templates, context: 77)
        let embeddings = Tensor.concatenated(
            try PublishedWords.words.map { ensemble.embedding(of: try ensemble.tokens(of: $0.word)) })
        try expectNoMismatch(Golden("r50_small"), "text.embed", embeddings, tolerance: 1e-4)
    }

    private func expectNoMismatch(
        _ golden: Golden, _ name: String, _ tensor: Tensor, tolerance: Double,
        at location: SourceLocation = #_sourceLocation
    ) throws {
        let mismatch = try golden.mismatch(name, tensor, tolerance: tolerance)
        #expect(mismatch == nil, "\(mismatch?.description ?? "")", sourceLocation: location)
    }
}
