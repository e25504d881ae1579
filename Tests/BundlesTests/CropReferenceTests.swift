import MediaTypes
import Network
import Tensors
import TestSupport
import Testing

/// Which queries show, their boxes, crops, embeddings and names against the published code.
struct CropReferenceTests {
    private static let shared = Result { try CropReference() }
    private let run: CropReference

    init() throws {
        run = try Self.shared.get()
    }

    private func expect(_ name: String, _ tensor: Tensor, within tolerance: Double) throws {
        let mismatch = try run.golden.mismatch(name, tensor, tolerance: tolerance)
        #expect(mismatch == nil, "\(mismatch?.description ?? "")")
    }

    @Test(arguments: [4, 12])
    func `the same queries show in the same snippets, in the same order`(count: Int) throws {
        var valid = [UInt8](repeating: 0, count: 5 * count)
        let entries = run.rows(first: count).map { run.entries[$0] }
        for entry in entries { valid[entry.snippet * count + entry.query] = 1 }
        #expect(try run.golden.bytes("q\(count).valid") == valid)
        let sources = try run.golden.file.integers("q\(count).crop_src").map { Int($0) }
        #expect(sources == entries.flatMap { [$0.snippet, $0.query] })
    }

    @Test(arguments: [4, 12])
    func `boxes and crops agree`(count: Int) throws {
        let entries = run.rows(first: count).map { run.entries[$0] }
        let boxes = entries.flatMap { [$0.box.x0, $0.box.y0, $0.box.x1, $0.box.y1].map(Float.init) }
        try expect("q\(count).boxes", Tensor(shape: [entries.count, 4], boxes), within: 0)
        for index in 0..<6 { try expect("q\(count).crop.\(index)", entries[index].crop, within: 1e-3) }
        let means = entries.flatMap { entry in
            (0..<3).map { channel in
                let values = entry.crop[channel].elements
                return Float(values.reduce(0) { $0 + Double($1) } / Double(values.count))
            }
        }
        try expect("q\(count).crops_mean", Tensor(shape: [entries.count, 3], means), within: 1e-3)
    }

    /// Weights drawn at random amplify rounding some thousandfold in the image tower (see `ClipTowerTests`), and crops, mostly
    /// black, more than whole pictures, differently for every number of threads; probabilities keep the published tolerance.
    @Test func `crops lie in CLIP's space and are named as published`() throws {
        let entries = run.rows(first: CropReference.namedQueries).map { run.entries[$0] }
        try expect("q4.image_embed", run.embeddings, within: 2e-3)
        let queries = Set(entries.map(\.query)).sorted()
        let probabilities = queries.map { query in
            let own = entries.indices.filter { entries[$0].query == query }.map { run.logits[$0] }
            let sum = own.dropFirst().reduce(own[0]) { $0 + $1 }
            return softmax(sum * (1 / Float(own.count)))
        }
        try expect("q4.class_prob", .stacked(probabilities), within: 5e-3)
    }
}
