import Foundation
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
        probe("\(prefix).crops_mean", Tensor(shape: [naming.crops.count, 3], naming.crops.flatMap(\.mean)))
        probe("\(prefix).image_embed", Tensor.stacked(naming.crops.map(\.embedding)))
        probe(
            "\(prefix).class_prob",
            Tensor(shape: [naming.queries.count, words], naming.probabilities.flatMap { $0 }))
        offer(ranked: entries, naming, prefix: "\(prefix).top10")
        probe("\(prefix).top10.masks_by_rank", masks(of: entries, in: window))
        let threshold = "thr\(rule.scoreAbove)"
        probe("\(prefix).semantic_\(threshold)", semanticMaps(entries, of: window))
        probe("\(prefix).semantic224_\(threshold)", scoredSize(semanticMaps(entries, of: window)))
    }

    private func offer(ranked entries: [ReferenceRanking.Entry], _ naming: WindowNaming, prefix: String) {
        let words = reader.vocabulary.words.count
        let rows = entries.map { naming.queries.firstIndex(of: $0.query) ?? 0 }
        func offer(_ name: String, _ values: [Float]) {
            probe("\(prefix).\(name)", Tensor(shape: [values.count], values))
        }
        offer("scores_sorted", entries.map(\.score))
        offer("labels_sorted", entries.map { Float($0.word) })
        offer("flat_index_sorted", zip(rows, entries).map { Float($0 * words + $1.word) })
        offer("entropy_by_rank", rows.map { entropy(of: naming.probabilities[$0]) })
    }

    /// `-Σ p ln p` of a query's words (Spec §8.4).
    private func entropy(of probabilities: [Float]) -> Float {
        -probabilities.reduce(0) { $0 + ($1 > 0 ? $1 * log($1) : 0) }
    }

    /// Where each ranked query shows in each picture, `[10, T, H, W]`.
    private func masks(of entries: [ReferenceRanking.Entry], in window: DecodedWindow) -> Tensor {
        Tensor.stacked(
            entries.map { entry in
                Tensor.stacked(
                    window.snippets.indices.map { position in
                        let size = window.snippets[position].prepared.geometry.original
                        let mask = reader.frameMask(of: entry.query, in: window, at: position)
                        return mask.map { Tensor(shape: [size.height, size.width], $0.pixels.map(Float.init)) }
                            ?? Tensor(shape: [size.height, size.width])
                    })
            })
    }

    /// Maps at the size published scores are counted at, by nearest neighbour (Spec §8.6).
    private func scoredSize(_ maps: Tensor) -> Tensor {
        let side = 224
        let (height, width) = (maps.shape[1], maps.shape[2])
        let values = maps.elements
        let resized = (0..<maps.shape[0]).flatMap { map in
            (0..<side).flatMap { y in
                (0..<side).map { values[(map * height + y * height / side) * width + $0 * width / side] }
            }
        }
        return Tensor(shape: [maps.shape[0], side, side], resized)
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
        let kept = kept(entries)
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
