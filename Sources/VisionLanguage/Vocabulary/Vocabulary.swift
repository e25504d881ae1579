package import Tensors

/// The words that compete for masks and where each of their spellings lies in CLIP's space.
package struct Vocabulary: Sendable {
    package let words: [VocabularyWord]
    /// Rows of length 1, one for each prompt of each word, in their order: `[R, D]`.
    package let embeddings: Tensor
    /// Names words, prompts, thresholds and text tower: `sha256:…`; equal digests mean equal embeddings, names and thresholds.
    package let digest: String

    /// - Precondition: as many rows as prompts.
    package init(words: [VocabularyWord], embeddings: Tensor, digest: String) {
        precondition(
            embeddings.shape.count == 2 && embeddings.shape[0] == words.reduce(0) { $0 + $1.prompts.count },
            "one embedding for each prompt")
        self.words = words
        self.embeddings = embeddings
        self.digest = digest
    }

    /// The rows of `embeddings` that belong to each word.
    var rows: [Range<Int>] {
        words.reduce(into: []) { rows, word in
            let start = rows.last?.upperBound ?? 0
            rows.append(start..<start + word.prompts.count)
        }
    }

    /// A word is as near as the nearest of its spellings, however many it has: the greatest logit of its rows, `[n, R]` to
    /// `[n, W]`.
    func nearest(_ logits: Tensor) -> Tensor {
        guard logits.shape[1] > words.count else { return logits }
        let (elements, rows) = (logits.elements, rows)
        let starts = stride(from: 0, to: elements.count, by: logits.shape[1])
        let greatest = starts.flatMap { start in
            rows.map { row in row.reduce(-Float.infinity) { max($0, elements[start + $1]) } }
        }
        return Tensor(shape: [logits.shape[0], words.count], greatest)
    }
}
