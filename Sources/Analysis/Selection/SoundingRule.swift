/// What of a snippet's named candidates becomes a label under the `sounding` selection.
struct SoundingRule: Sendable {
    /// The score each word of the vocabulary needs; nil for background words, which become no label.
    let leastScores: [Float?]

    /// The most probable word of each candidate, where it reaches its threshold and is no background word.
    ///
    /// - Parameter candidates: queries that sound and show, with the probability of every word.
    func named(_ candidates: [Candidate]) -> [NamedQuery] {
        candidates.compactMap { candidate in
            guard let score = candidate.probabilities.max(),
                let word = candidate.probabilities.firstIndex(of: score), let least = leastScores[word],
                score >= least
            else { return nil }
            return NamedQuery(
                query: candidate.query, word: word, score: score, sounding: candidate.sounding, mask: candidate.mask)
        }
    }

    /// The greatest probability of every word over all candidates.
    static func best(_ candidates: [Candidate], words: Int) -> [Float] {
        candidates.reduce(into: Array(repeating: 0, count: words)) { best, candidate in
            for word in best.indices { best[word] = max(best[word], candidate.probabilities[word]) }
        }
    }
}
