package import Network
package import Tensors

/// Compares crops with words in CLIP's space (Spec §7).
package struct Classifier: Sendable {
    private let encoder: ImageEncoder

    package init(encoder: ImageEncoder) {
        self.encoder = encoder
    }

    /// Where crops lie in CLIP's space: `[n, 3, R, R]`, channels 0…255, to rows of length 1, `[n, D]`.
    package func embeddings(of crops: Tensor, probe: TensorProbe = .none) -> Tensor {
        normalized(encoder(crops, probe: probe))
    }

    /// A hundred times the cosine between crops and words, `[n, D]` to `[n, W]`; of a word with synonyms the greatest.
    package func logits(embeddings: Tensor, vocabulary: Vocabulary) -> Tensor {
        vocabulary.nearest(matmul(embeddings, vocabulary.embeddings, transposeB: true, scale: temperature))
    }

    /// As above, `[n, 3, R, R]` to `[n, W]`.
    package func logits(crops: Tensor, vocabulary: Vocabulary) -> Tensor {
        logits(embeddings: embeddings(of: crops), vocabulary: vocabulary)
    }

    /// The published code fixes it; `logit_scale` of the checkpoint is not read.
    private let temperature: Float = 100
}
