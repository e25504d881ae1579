import Foundation
package import Network
package import Segmentation
package import VisionLanguage
package import Words

/// A model that is loaded and ready: the networks, the tokenizer and what the bundle says about them.
package struct ModelBundle: Sendable {
    package let directory: String
    package let manifest: ModelManifest
    /// Names exactly this bundle: `name@sha256:…`, the digest being that of `model.json`, which holds all others.
    package let identity: String
    package let segmentation: SegmentationModel
    package private(set) var crops: CropExtractor
    package let classifier: Classifier
    package let words: WordEmbedder

    /// Loads the bundle in `directory`.
    ///
    /// Loading is strict: a missing, misshapen or unused tensor is an error that names its key.
    ///
    /// - Parameters:
    ///   - verify: also compare the SHA-256 of every file with `model.json`.
    ///   - embeddings: where embeddings of words are kept from run to run; nil keeps none.
    /// - Throws: `BundleError`, `CheckpointError` or `TokenizerError`.
    package static func load(
        directory: String, verify: Bool = true, embeddings: EmbeddingCache? = nil
    ) throws -> ModelBundle {
        let files = try BundleFiles(directory: directory)
        if verify { try files.verify() } else { try files.requireSizes() }
        return try ModelBundle(files, checkpoint: Checkpoint(paths: files.weightPaths), embeddings: embeddings)
    }

    /// A bundle of networks over any weights, such as those a test makes by rule.
    package init(_ files: BundleFiles, checkpoint: Checkpoint, embeddings: EmbeddingCache? = nil) throws {
        manifest = files.manifest
        directory = files.directory
        identity = files.identity
        let clip = manifest.clip
        let networks = try Networks(segmentation: manifest.segmentation, clip: clip, checkpoint: checkpoint)
        segmentation = networks.segmentation
        classifier = Classifier(encoder: networks.imageEncoder)
        crops = CropExtractor(placement: manifest.crop, resolution: clip.image.resolution)
        let prompts = PromptEnsemble(
            tokenizer: try Tokenizer(merges: files.merges(), vocabularySize: clip.text.vocabulary),
            encoder: networks.textEncoder, templates: manifest.templates, context: clip.text.context)
        words = WordEmbedder(prompts, of: manifest, cache: embeddings)
    }

    /// The same model that crops in another way than its manifest says.
    package func cropping(_ placement: CropPlacement) -> ModelBundle {
        var bundle = self
        bundle.crops = CropExtractor(placement: placement, resolution: crops.resolution)
        return bundle
    }

    /// The words that compete and their embeddings, see `VocabularyWord.competing`.
    ///
    /// - Parameters:
    ///   - words: the user's words; none for the bundle's own.
    ///   - onlyWords: leave the bundle's words out of the competition.
    /// - Throws: `TokenizerError` for a word too long for a prompt.
    package func vocabulary(
        words: [WordEntry] = [], onlyWords: Bool = false, probe: TensorProbe = .none
    ) throws -> Vocabulary {
        let competing = VocabularyWord.competing(words: words, known: manifest.words, only: onlyWords)
        let embeddings = try self.words(competing.flatMap(\.prompts))
        probe("text.embed", embeddings)
        return Vocabulary(words: competing, embeddings: embeddings, digest: digest(of: competing))
    }

    /// Equal to what it was before words had more than a spelling, where they have none.
    private func digest(of words: [VocabularyWord]) -> String {
        let lines = [identity] + manifest.templates + words.map(Self.digestLine)
        return "sha256:" + SHA256.digest(of: Data(lines.joined(separator: "\n").utf8))
    }

    private static func digestLine(of word: VocabularyWord) -> String {
        let plain = "\(word.prompts[0])\t\(word.name)\t\(word.isBackground)"
        guard !word.entry.isPlain else { return plain }
        return ([plain, word.entry.description] + word.prompts.dropFirst()).joined(separator: "\t")
    }
}
