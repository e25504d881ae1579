import Testing

@testable import Tensors

/// The order in which a BLAS adds the terms of a product changes with its kernel and with the product's shape, so what
/// can be exact is tested where no order rounds, and the rest against the bound of any order.
struct BilinearTapsTests {
    private static let sizes = [(12, 20, 3, 5), (12, 20, 6, 10), (7, 11, 4, 6), (5, 5, 9, 8)]

    @Test("Gather, apply, combine equals apply, then resize, bit for bit where the product is exact", arguments: sizes)
    func equalsResizing(height: Int, width: Int, newHeight: Int, newWidth: Int) {
        let sample = Sample(height, width, newHeight, newWidth) { ($0 * 64).rounded() }
        #expect(sample.gathered == sample.resized)
    }

    @Test("With any numbers the two differ by no more than the rounding of two sums", arguments: sizes)
    func differsByRounding(height: Int, width: Int, newHeight: Int, newWidth: Int) {
        let sample = Sample(height, width, newHeight, newWidth) { $0 }
        let magnitude = Sample(height, width, newHeight, newWidth) { abs($0) }
        for ((gathered, resized), bound) in zip(zip(sample.gathered, sample.resized), magnitude.resized) {
            #expect(abs(gathered - resized) <= Sample.roundingOfTwo * bound)
        }
    }
}

/// Nine queries over three maps, resized both ways: `[map][query][y][x]` flattened.
private struct Sample {
    private static let channels = 16

    /// Twice γₙ = n·u / (1 − n·u), the error of each sum as a share of the sum of its terms' magnitudes: a term of the
    /// product rounds at most once per channel, and at most seven times more in the interpolation of row and column.
    static let roundingOfTwo: Float = {
        let rounding = Float(channels + 7) * .ulpOfOne / 2
        return 2 * rounding / (1 - rounding)
    }()

    let gathered: [Float]
    let resized: [Float]

    init(_ height: Int, _ width: Int, _ newHeight: Int, _ newWidth: Int, _ number: (Float) -> Float) {
        func tensor(_ seed: UInt64, _ shape: [Int]) -> Tensor {
            Tensor(shape: shape, Tensor.noise(seed: seed, shape).elements.map(number))
        }
        let maps = (0..<3).map { tensor(UInt64(40 + $0), [Self.channels, height * width]) }
        let queries = tensor(50, [9, Self.channels])
        let taps = BilinearTaps(
            inputHeight: height, inputWidth: width, outputHeight: newHeight, outputWidth: newWidth)
        let combined = taps.combined(
            matmul(queries, columnsOf: maps.map { taps.gathered(from: $0) }), maps: maps.count)
        let area = newHeight * newWidth
        gathered = maps.indices.flatMap { map in
            (0..<9).flatMap { query in combined[query].elements[map * area..<(map + 1) * area] }
        }
        resized = maps.flatMap { map in
            bilinearResize(matmul(queries, map).reshaped([9, height, width]), height: newHeight, width: newWidth)
                .elements
        }
    }
}
