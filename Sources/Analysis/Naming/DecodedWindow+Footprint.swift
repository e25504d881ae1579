import MediaTypes
import Segmentation
import Tensors

extension DecodedWindow {
    /// What some queries cover together in every snippet of the window, where their mask logits are above 0.
    func footprint(of queries: [Int]) -> Footprint {
        let keys = schedule.slots.reduce(into: [SnippetKey]()) { keys, key in
            if keys.last != key { keys.append(key) }
        }
        return Footprint(keys: keys, masks: keys.map { key in mask(of: queries, at: schedule.position(of: key) ?? 0) })
    }

    private func mask(of queries: [Int], at position: Int) -> BinaryMask {
        let size = prediction.maskLogits.shape.suffix(2)
        var pixels = [UInt8](repeating: 0, count: size.reduce(1, *))
        for query in queries {
            let logits = prediction.maskLogits[query][position].elements
            for index in pixels.indices where logits[index] > 0 { pixels[index] = 1 }
        }
        return BinaryMask(width: size[size.endIndex - 1], height: size[size.startIndex], pixels: pixels)
    }
}
