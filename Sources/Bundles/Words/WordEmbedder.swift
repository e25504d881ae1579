import Foundation
package import Tensors
package import VisionLanguage

/// Embeddings of words by a bundle's text encoder, kept on the disk where there is a cache.
///
/// Each word is computed by itself, so that its numbers do not depend on the other words, nor on what the cache held.
package struct WordEmbedder: Sendable {
    package let prompts: PromptEnsemble
    private let cache: EmbeddingCache?
    /// Names the weights of the text encoder and how they are used.
    private let encoder: String
    private let width: Int

    init(_ prompts: PromptEnsemble, of manifest: ModelManifest, cache: EmbeddingCache?) {
        self.prompts = prompts
        self.cache = cache
        width = manifest.clip.embedding
        let weights = manifest.weights.map { manifest.files[$0]?.sha256 ?? "" }
        let text = manifest.clip.text
        encoder = ([Self.computation, "\(text.layers) \(text.heads)"] + weights).joined(separator: "\n")
    }

    /// Rows of length 1, one per prompt word: `[W, D]`.
    ///
    /// - Throws: `TokenizerError` for a word too long for a prompt.
    package func callAsFunction(_ words: [String]) throws(TokenizerError) -> Tensor {
        var rows: [Tensor] = []
        for word in words {
            let tokens = try prompts.tokens(of: word)
            rows.append(embedding(tokens))
        }
        cache?.prune()
        return rows.isEmpty ? Tensor(shape: [0, width]) : .concatenated(rows)
    }

    /// Whether a word's embedding is on the disk already.
    package func isCached(_ word: String) throws(TokenizerError) -> Bool {
        guard let cache else { return false }
        return cache.contains(key(of: try prompts.tokens(of: word)), width: width)
    }

    private func embedding(_ tokens: [[Int]]) -> Tensor {
        guard let cache else { return prompts.embedding(of: tokens) }
        let values = cache.embedding(key(of: tokens), width: width) { prompts.embedding(of: tokens).elements }
        return Tensor(shape: [1, width], values)
    }

    /// Tokens stand for word, templates, merges and how texts are cleaned; the last bits of a number may depend on how many
    /// threads computed it.
    private func key(of tokens: [[Int]]) -> String {
        let prompts = tokens.map { $0.map(String.init).joined(separator: " ") }
        let facts = [encoder, "\(Parallelism.threads)"] + prompts
        return SHA256.digest(of: Data(facts.joined(separator: "\n").utf8))
    }

    /// To be raised where the same weights and tokens give other numbers than before.
    private static let computation = "1"
}
