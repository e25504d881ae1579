import Network
import Tensors
import TestSupport
import Testing

@testable import Segmentation

/// The comparisons that both reference runs share, with the tolerances published beside the numbers.
enum ReferenceChecks {
    struct Check: Sendable, CustomTestStringConvertible {
        let prefix: String
        /// Stages with the numbers of one reference file may be fewer than those of another.
        let atLeast: Int

        var testDescription: String { prefix + "*" }
    }

    static let beforeDecoder = [
        Check(prefix: "vggish.features.", atLeast: 4),
        Check(prefix: "vggish.embeddings", atLeast: 1),
        Check(prefix: "backbone.", atLeast: 6),
        Check(prefix: "pd.input_proj.", atLeast: 3),
        Check(prefix: "enc.src", atLeast: 1), Check(prefix: "enc.pos", atLeast: 1),
        Check(prefix: "enc.reference_points", atLeast: 1),
        Check(prefix: "fusion.", atLeast: 4),
        Check(prefix: "enc.layers.", atLeast: 11),
        Check(prefix: "pd.multi_scale.", atLeast: 3),
        Check(prefix: "pd.audio", atLeast: 1),
        Check(prefix: "pd.adapter_1", atLeast: 1),
        Check(prefix: "pd.layer_1", atLeast: 1),
        Check(prefix: "pd.mask_features", atLeast: 1),
        Check(prefix: "dec.pos3d.", atLeast: 3),
    ]

    static func compare(_ run: ReferenceRun, _ check: Check) throws {
        let names = ReferenceRun.names(run.golden, prefix: check.prefix)
        #expect(names.count >= check.atLeast, "the reference has \(names)")
        for name in names {
            let tensor = try #require(run.tensors[name], "\(name) was not computed")
            let tolerance = try #require(ReferenceTolerance.bound(of: name))
            #expect(try run.golden.mismatch(name, tensor, tolerance: tolerance) == nil)
        }
    }

    /// Queries within 1e-3, mask logits within 5e-3.
    static func compareForced(_ run: ReferenceRun) throws {
        let names = ReferenceRun.names(run.golden, prefix: "dec.").filter { !isMask($0) }
        #expect(names.count >= 30)
        for name in names {
            let tensor = try #require(run.forced[name], "\(name) was not computed")
            let tolerance = try #require(ReferenceTolerance.bound(of: name))
            #expect(try run.golden.mismatch(name, tensor, tolerance: tolerance) == nil)
        }
        for prediction in 0...9 { try compareBlocked(run, run.forced, prediction, tolerated: 0.0005) }
    }

    /// With its own attention masks, ties settled; more than a handful of ties would hide an error.
    static func compareFree(_ run: ReferenceRun) throws {
        #expect(run.ties <= 10, "\(run.ties) ties")
        for name in ReferenceRun.names(run.golden, prefix: "dec.layers.") where run.golden.file.contains(name) {
            let tensor = try #require(run.tensors[name])
            let expected = try run.golden.tensor(name)
            let right = zip(rows(tensor), rows(expected)).filter { found, expected in
                zip(found, expected).allSatisfy { abs($0 - $1) <= 1e-3 }
            }
            #expect(right.count >= 95, "\(name): \(right.count) of 100 queries agree")
        }
        for prediction in 0...9 { try compareBlocked(run, run.tensors, prediction, tolerated: 0.0005) }
    }

    /// Final logits within 5e-3 of their deviation but for the queries a flip moved; signs differ at 0.05 % at most.
    static func compareMasks(_ run: ReferenceRun) throws {
        for name in (0...9).map({ "dec.pred.\($0).masks" }) + ["masks.upsampled"] where run.golden.has(name) {
            let tensor = try #require(run.tensors[name])
            let found = tensor.elements
            let expected = try run.golden.tensor(name + "@s").elements
            let deviation = try run.golden.file.doubles(name + "@stats")[1]
            let random = SplitMix("sample")
            let sampled = expected.indices.map { found[Int(random[$0] % UInt64(found.count))] }
            let far = zip(sampled, expected).filter { Double(abs($0 - $1)) > 5e-3 * max(1, deviation) }
            #expect(far.count <= expected.count / 20, "\(name): \(far.count) of \(expected.count) logits are far off")
            let flipped = zip(sampled, expected).filter { ($0 > 0) != ($1 > 0) }
            #expect(Double(flipped.count) <= 0.0005 * Double(expected.count) + 1, "\(name): \(flipped.count) signs")
        }
    }

    private static func compareBlocked(
        _ run: ReferenceRun, _ tensors: [String: Tensor], _ prediction: Int, tolerated: Double
    ) throws {
        let name = "dec.pred.\(prediction).attn_mask"
        let found = try #require(tensors[name])
        #expect(found.shape == (try run.golden.shape(name)))
        let differing = zip(found.elements, try run.golden.bits(name)).filter { $0 != Float($1) }.count
        #expect(Double(differing) <= tolerated * Double(found.count), "\(name): \(differing) of \(found.count) bits")
    }

    private static func isMask(_ name: String) -> Bool {
        name.hasSuffix(".attn_mask") || name.hasSuffix(".all_masked_rows")
    }

    private static func rows(_ tensor: Tensor) -> [[Float]] { (0..<tensor.shape[0]).map { tensor[$0].elements } }
}
