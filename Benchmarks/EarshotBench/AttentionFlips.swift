import Network
import Tensors
import TestSupport

/// Pixels of attention masks that lie on the other side than in the reference: their logit is zero within rounding, and
/// each moves its query and, through self-attention, a little all others.
struct AttentionFlips {
    /// Flipped pixels of every prediction that the file has.
    private let counts: [Int: Int]

    init(golden: Golden, file: SafetensorsFile) throws {
        var counts: [Int: Int] = [:]
        for prediction in 0...9 where file.contains("dec.pred.\(prediction).attn_mask") {
            let name = "dec.pred.\(prediction).attn_mask"
            let found = try file.tensor(name).elements
            counts[prediction] = zip(found, try golden.bits(name)).filter { $0 != Float($1) }.count
        }
        self.counts = counts
    }

    /// The first prediction with a flipped pixel.
    private var first: Int? { counts.filter { $0.value > 0 }.keys.min() }

    /// Whether a tensor is computed after the first flipped pixel.
    func precede(_ name: String) -> Bool {
        guard let first, ReferenceTolerance.dependsOnOwnMasks(name) else { return false }
        let parts = name.split(separator: ".")
        guard parts.count > 2, let index = Int(parts[2]) else { return true }
        return parts[1] == "layers" ? first <= index : first < index
    }

    var text: String {
        let total = counts.values.reduce(0, +)
        guard let first else { return "attention masks: all bits equal" }
        return
            "attention masks: \(counts[first] ?? 0) pixel of prediction \(first) flips, \(total) over all predictions"
    }
}
