import Bundles
import MediaTypes
import Segmentation
import Tensors
import VisionLanguage

/// The product's rule: a query is a candidate in a snippet if its window's sounding score reaches a threshold and its
/// mask in that snippet shows; it is named from that snippet's crop alone.
///
/// Masks are computed for queries that sound, crops for those that show, so a quiet window costs next to nothing.
struct SoundingSelection: WindowSelector {
    let reader: QueryReader
    let thresholds: ModelManifest.Thresholds

    func labels(of window: DecodedWindow, positions: [Int]) -> [SnippetLabels] {
        let sounding = window.prediction.soundingScores
        return positions.map { position in
            let candidates = candidates(of: window, at: position, sounding: sounding)
            return labels(candidates, of: window)
        }
    }

    private func candidates(
        of window: DecodedWindow, at position: Int, sounding: [Float]
    ) -> [Candidate] {
        let showing = sounding.indices.compactMap { query -> ShowingQuery? in
            guard sounding[query] >= Float(thresholds.sounding),
                let mask = reader.frameMask(of: query, in: window, at: position), mask.area >= thresholds.minAreaPx,
                let soft = reader.softMask(of: query, in: window, at: position)
            else { return nil }
            return ShowingQuery(query: query, mask: mask, soft: soft)
        }
        guard !showing.isEmpty else { return [] }
        let crops = reader.crops(of: showing.map(\.soft), from: window.snippets[position].prepared)
        let probabilities = softmax(reader.logits(embeddings: reader.embeddings(of: crops)))
        return showing.enumerated().map { row, showing in
            Candidate(
                query: showing.query, sounding: sounding[showing.query], mask: showing.mask,
                probabilities: probabilities[row].elements)
        }
    }

    private func labels(_ candidates: [Candidate], of window: DecodedWindow) -> SnippetLabels {
        let words = reader.vocabulary.words
        let rule = SoundingRule(leastScores: reader.vocabulary.thresholds(usual: Float(thresholds.score)))
        let named = rule.named(candidates)
        let painted = DisjointPainting(minimumArea: thresholds.minAreaPx)(named)
        return SnippetLabels(
            labels: painted.map { Label($0, word: words[$0.word], footprint: window.footprint(of: $0.queries)) },
            below: NearMissList()(
                best: SoundingRule.best(candidates, words: words.count), words: words.map(\.name),
                labelled: Set(painted.map(\.word))))
    }
}

/// A query that sounds and shows.
private struct ShowingQuery {
    let query: Int
    let mask: BinaryMask
    let soft: SoftMask
}
