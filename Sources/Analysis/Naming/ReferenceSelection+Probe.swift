import MediaTypes
import Network
import Segmentation
import Tensors
import VisionLanguage

extension ReferenceSelection {
    /// Offers what the published rule computes on the way, under `q<N>` for the first N queries.
    func offer(_ naming: WindowNaming, _ entries: [ReferenceRanking.Entry], of window: DecodedWindow, queries: Int) {
        let prefix = "q\(queries)"
        probe("\(prefix).valid", valid(naming, pictures: window.snippets.count, queries: queries))
        probe("\(prefix).crop_src", matrix(naming.crops.map { [$0.position, $0.query] }, columns: 2))
        probe(
            "\(prefix).boxes", matrix(naming.crops.map { [$0.box.x0, $0.box.y0, $0.box.x1, $0.box.y1] }, columns: 4))
        guard !naming.crops.isEmpty else { return }
        let words = reader.vocabulary.words.count
        probe("\(prefix).image_embed", Tensor.stacked(naming.crops.map(\.embedding)))
        probe(
            "\(prefix).class_prob",
            Tensor(shape: [naming.queries.count, words], naming.probabilities.flatMap { $0 }))
        let rows = entries.map { naming.queries.firstIndex(of: $0.query) ?? 0 }
        probe("\(prefix).top10.scores_sorted", Tensor(shape: [entries.count], entries.map(\.score)))
        probe("\(prefix).top10.labels_sorted", Tensor(shape: [entries.count], entries.map { Float($0.word) }))
        probe(
            "\(prefix).top10.flat_index_sorted",
            Tensor(shape: [entries.count], zip(rows, entries).map { Float($0 * words + $1.word) }))
        probe("\(prefix).semantic_thr\(rule.scoreAbove)", semanticMaps(entries, of: window))
    }

    /// 1 where a query shows in a picture.
    private func valid(_ naming: WindowNaming, pictures: Int, queries: Int) -> Tensor {
        var elements = [Float](repeating: 0, count: pictures * queries)
        for crop in naming.crops { elements[crop.position * queries + crop.query] = 1 }
        return Tensor(shape: [pictures, queries], elements)
    }

    private func matrix(_ rows: [[Int]], columns: Int) -> Tensor {
        Tensor(shape: [rows.count, columns], rows.flatMap { $0.map(Float.init) })
    }

    /// The class of every pixel of every picture, 0 for background, else the word's index + 1 (Spec §8.5).
    private func semanticMaps(_ entries: [ReferenceRanking.Entry], of window: DecodedWindow) -> Tensor {
        let kept = entries.filter { $0.score > rule.scoreAbove }
        return Tensor.stacked(
            window.snippets.indices.map { position in
                let size = window.snippets[position].prepared.geometry.original
                var map = [Float](repeating: 0, count: size.width * size.height)
                for word in painting(of: kept, in: window, at: position) {
                    for index in map.indices where word.mask.pixels[index] != 0 { map[index] = Float(word.word + 1) }
                }
                return Tensor(shape: [size.height, size.width], map)
            })
    }
}
