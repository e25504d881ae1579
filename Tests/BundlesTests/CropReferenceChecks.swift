import MediaTypes
import Network
import Tensors
import TestSupport
import Testing

/// The comparisons that all reference runs share.
struct CropReferenceChecks {
    let reference: CropReference

    /// The first `count` queries show where they should.
    func expectSources(first count: Int) throws {
        let (golden, entries) = (reference.golden, reference.entries(first: count))
        var valid = [UInt8](repeating: 0, count: 5 * count)
        for entry in entries { valid[entry.snippet * count + entry.query] = 1 }
        #expect(try golden.bytes("q\(count).valid") == valid)
        let sources = try golden.file.integers("q\(count).crop_src").map { Int($0) }
        #expect(sources == entries.flatMap { [$0.snippet, $0.query] })
    }

    /// - Parameter stored: How many crops the reference has in full or sampled.
    func expectCrops(first count: Int, stored: Int) throws {
        let entries = reference.entries(first: count)
        let boxes = entries.flatMap { [$0.box.x0, $0.box.y0, $0.box.x1, $0.box.y1].map(Float.init) }
        try expect("q\(count).boxes", Tensor(shape: [entries.count, 4], boxes), within: 0)
        for index in 0..<stored { try expect("q\(count).crop.\(index)", entries[index].crop, within: 1e-3) }
        let means = entries.flatMap { entry in
            (0..<3).map { channel in
                let values = entry.crop[channel].elements
                return Float(values.reduce(0) { $0 + Double($1) } / Double(values.count))
            }
        }
        try expect("q\(count).crops_mean", Tensor(shape: [entries.count, 3], means), within: 1e-3)
    }

    /// Weights drawn at random amplify rounding some thousandfold in the image tower (see `ClipReference.tolerance`), and
    /// crops, mostly black, more than whole pictures, differently for every number of threads; probabilities keep the
    /// published tolerance.
    func expectNames(first count: Int, embeddingsWithin tolerance: Double) throws {
        let entries = reference.entries(first: count)
        try expect("q\(count).image_embed", reference.embeddings, within: tolerance)
        let queries = Set(entries.map(\.query)).sorted()
        let probabilities = queries.map { query in
            let own = entries.indices.filter { entries[$0].query == query }.map { reference.logits[$0] }
            let sum = own.dropFirst().reduce(own[0]) { $0 + $1 }
            return softmax(sum * (1 / Float(own.count)))
        }
        try expect("q\(count).class_prob", .stacked(probabilities), within: 5e-3)
    }

    private func expect(_ name: String, _ tensor: Tensor, within tolerance: Double) throws {
        let mismatch = try reference.golden.mismatch(name, tensor, tolerance: tolerance)
        #expect(mismatch == nil, "\(mismatch?.description ?? "")")
    }
}
