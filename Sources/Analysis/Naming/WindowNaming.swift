import MediaTypes
import Network
import Segmentation
import Tensors

/// The words' probabilities of every query that shows anywhere in a window (Spec §8.1).
struct WindowNaming: Sendable {
    /// A query as it shows in one picture.
    struct Crop: Sendable {
        let position: Int
        let query: Int
        let box: PixelBox
        /// Of each channel of the masked crop, 0…255.
        let mean: [Float]
        /// Of length 1, `[D]`.
        let embedding: Tensor
    }

    /// By picture, then by query.
    let crops: [Crop]
    /// Queries that show in at least one picture, rising.
    let queries: [Int]
    /// One row a query: softmax over the words of its logits' mean over the pictures it shows in.
    let probabilities: [[Float]]

    /// A few crops at a time, so that those of a hundred queries never exist at once.
    private static let batch = 16

    /// - Parameters:
    ///   - count: only the first queries are named.
    ///   - probe: offered every crop, `[3, R, R]`, as `crop.<index>`.
    init(reader: QueryReader, window: DecodedWindow, queries count: Int, probe: TensorProbe) {
        var crops: [Crop] = []
        for position in window.snippets.indices {
            let showing = (0..<count).compactMap { query in
                reader.softMask(of: query, in: window, at: position).map { (query: query, mask: $0) }
            }
            for start in stride(from: 0, to: showing.count, by: Self.batch) {
                let part = showing[start..<min(start + Self.batch, showing.count)]
                let pixels = reader.crops(of: part.map(\.mask), from: window.snippets[position].prepared)
                let embeddings = reader.embeddings(of: pixels)
                for (row, (query, mask)) in part.enumerated() {
                    probe("q\(count).crop.\(crops.count)", pixels[row])
                    crops.append(
                        Crop(
                            position: position, query: query, box: mask.box, mean: Self.mean(pixels[row]),
                            embedding: embeddings[row]))
                }
            }
        }
        self.crops = crops
        queries = Set(crops.map(\.query)).sorted()
        probabilities = queries.map { query in
            let rows = crops.filter { $0.query == query }.map(\.embedding)
            return Self.probabilities(reader.logits(embeddings: .stacked(rows)))
        }
    }

    /// The mean of every channel.
    private static func mean(_ crop: Tensor) -> [Float] {
        (0..<crop.shape[0]).map { channel in
            crop[channel].withUnsafeBuffer { pixels in
                Float(pixels.reduce(0) { $0 + Double($1) } / Double(pixels.count))
            }
        }
    }

    /// Softmax of the mean of the rows.
    private static func probabilities(_ logits: Tensor) -> [Float] {
        let rows = logits.shape[0]
        let sum = (1..<rows).reduce(logits[0]) { $0 + logits[$1] }
        return softmax(sum * (1 / Float(rows))).elements
    }

    /// The greatest probability of every word.
    func best(words: Int) -> [Float] {
        probabilities.reduce(into: Array(repeating: 0, count: words)) { best, row in
            for word in best.indices { best[word] = max(best[word], row[word]) }
        }
    }
}
