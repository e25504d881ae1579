package import MediaTypes

/// The pixels a label's queries cover in every snippet of their window, at the size of the mask logits.
///
/// Consecutive windows share snippets, so two labels can be compared on pictures both windows saw.
package struct Footprint: Sendable, Equatable {
    /// The snippets of the window, each once, rising.
    package let keys: [SnippetKey]
    /// One mask a key.
    package let masks: [BinaryMask]

    /// - Precondition: one mask a key.
    package init(keys: [SnippetKey], masks: [BinaryMask]) {
        precondition(keys.count == masks.count, "a footprint has one mask a snippet")
        self.keys = keys
        self.masks = masks
    }

    /// Intersection over union of all pixels of the shared snippets together; nil where the windows share no snippet
    /// or neither footprint covers anything there.
    package func overlap(with other: Footprint) -> Double? {
        var intersection = 0
        var union = 0
        for (key, mask) in zip(keys, masks) {
            guard let index = other.keys.firstIndex(of: key), mask.hasSize(of: other.masks[index]) else { continue }
            for (a, b) in zip(mask.pixels, other.masks[index].pixels) {
                intersection += Int(a & b)
                union += Int(a | b)
            }
        }
        return union == 0 ? nil : Double(intersection) / Double(union)
    }

    /// The footprint of both labels together, which belong to the same window.
    func union(_ other: Footprint) -> Footprint {
        Footprint(keys: keys, masks: zip(masks, other.masks).map { $0.union($1) })
    }
}
