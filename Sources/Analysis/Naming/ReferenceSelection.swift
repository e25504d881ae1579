import Network
import Segmentation
import Tensors
import VisionLanguage

/// The published rule (Spec §8): every query with a mask anywhere in its window is named from the mean of its logits over
/// the pictures it shows in; the best (query, word) pairs of the window paint each of its pictures.
///
/// Background words and thresholds of single words are no part of the published rule; where the vocabulary has some, pairs
/// with the former paint nothing, and the latter take the place of the rule's own.
struct ReferenceSelection: WindowSelector {
    let reader: QueryReader
    let rule: ReferenceRule
    let probe: TensorProbe

    func labels(of window: DecodedWindow, positions: [Int]) -> [SnippetLabels] {
        let queries = min(rule.queries ?? .max, window.prediction.queries)
        let naming = WindowNaming(reader: reader, window: window, queries: queries, probe: probe)
        let entries = ReferenceRanking.best(rule.entries, of: naming.probabilities, queries: naming.queries)
        offer(naming, entries, of: window, queries: queries)
        let words = reader.vocabulary.words
        let kept = kept(entries)
        return positions.map { position in
            let painted = painting(of: kept, in: window, at: position)
            return SnippetLabels(
                labels: painted.map { Label($0, word: words[$0.word], footprint: window.footprint(of: $0.queries)) },
                below: NearMissList()(
                    best: naming.best(words: words.count), words: words.map(\.name),
                    labelled: Set(painted.map(\.word))))
        }
    }

    /// Those that become labels where they show.
    func kept(_ entries: [ReferenceRanking.Entry]) -> [ReferenceRanking.Entry] {
        let thresholds = reader.vocabulary.thresholds(usual: rule.scoreAbove)
        return entries.filter { entry in thresholds[entry.word].map { entry.score > $0 } ?? false }
    }

    func painting(
        of entries: [ReferenceRanking.Entry], in window: DecodedWindow, at position: Int
    ) -> [DisjointPainting.Word] {
        let sounding = window.prediction.soundingScores
        let named = entries.compactMap { entry in
            reader.frameMask(of: entry.query, in: window, at: position).map { mask in
                NamedQuery(
                    query: entry.query, word: entry.word, score: entry.score, sounding: sounding[entry.query],
                    mask: mask)
            }
        }
        return DisjointPainting(minimumArea: 1)(named)
    }
}
