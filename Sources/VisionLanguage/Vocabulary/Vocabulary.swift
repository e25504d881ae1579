package import Tensors

/// The words that compete for masks and where each lies in CLIP's space.
package struct Vocabulary: Sendable {
    package let words: [VocabularyWord]
    /// One row per word, of length 1: `[W, D]`.
    package let embeddings: Tensor
    /// Names words, prompts and text tower: `sha256:…`; equal digests mean equal embeddings.
    package let digest: String

    /// - Precondition: as many rows as words.
    package init(words: [VocabularyWord], embeddings: Tensor, digest: String) {
        precondition(embeddings.shape.count == 2 && embeddings.shape[0] == words.count, "one embedding per word")
        self.words = words
        self.embeddings = embeddings
        self.digest = digest
    }
}
