import Foundation
import Network
import Tensors
import TestSupport
import Testing

@testable import Segmentation

/// Single operations against the reference numbers of `misc`.
struct OperationReferenceTests {
    private let golden: Golden

    init() throws { golden = try Golden("misc") }

    @Test("Bilinear resizing without aligned corners agrees", arguments: [(13, 20), (28, 44), (4, 6), (7, 11)])
    func bilinear(height: Int, width: Int) throws {
        let resized = bilinearResize(try golden.tensor("interp.in"), height: height, width: width)
        #expect(try golden.mismatch("interp.bilinear.\(height)x\(width)", resized, tolerance: 1e-6) == nil)
    }

    @Test("Position codes of the plane and of the window agree")
    func positions() throws {
        let plane = PositionCode.plane(height: 4, width: 7, channels: 256)
        #expect(
            try golden.mismatch("pe2d.4x7", plane.transposed.reshaped([1, 256, 4, 7]), tolerance: 1e-5) == nil)
        let volume = PositionCode.volume(times: 5, height: 4, width: 7, channels: 256)
            .reshaped([5, 28, 256]).transposed.reshaped([1, 5, 256, 4, 7])
        #expect(try golden.mismatch("pe3d.5x4x7", volume, tolerance: 1e-5) == nil)
    }

    /// The reference gives absolute locations; ours are offsets in pixels from a reference point, here the origin.
    @Test("Deformable attention samples and weighs as the reference does")
    func deformable() throws {
        let layout = LevelLayout(sizes: Self.levels)
        let values = try golden.tensor("msda.value")
        let locations = try golden.tensor("msda.loc")
        let weights = try golden.tensor("msda.weights").elements
        let results = (0..<2).map { batch in
            var offsets = locations[batch].elements
            for index in offsets.indices {
                let level = index / 8 % 3
                offsets[index] *= Float(index % 2 == 0 ? layout.widths[level] : layout.heights[level])
            }
            let logits = weights[batch * 960..<(batch + 1) * 960].map { log($0) }
            return deformableAttention(
                values: values[batch].reshaped([layout.tokens, 32]), layout: layout,
                offsets: Tensor(shape: [10, 192], offsets), logits: Tensor(shape: [10, 96], Array(logits)),
                references: Tensor(shape: [10, 2]), heads: 8)
        }
        #expect(try golden.mismatch("msda.out", Tensor.stacked(results), tolerance: 1e-5) == nil)
    }

    /// 252 tokens.
    private static let levels = [(height: 3, width: 4), (height: 6, width: 8), (height: 12, width: 16)]
}
