import Testing

@testable import Tensors

struct BilinearTapsTests {
    @Test(
        "Gather, apply, combine equals apply, then resize, bit for bit",
        arguments: [(12, 20, 3, 5), (12, 20, 6, 10), (7, 11, 4, 6), (5, 5, 9, 8)])
    func equalsResizing(height: Int, width: Int, newHeight: Int, newWidth: Int) {
        let maps = (0..<3).map { Tensor.noise(seed: UInt64(40 + $0), [16, height * width]) }
        let queries = Tensor.noise(seed: 50, [9, 16])
        let taps = BilinearTaps(
            inputHeight: height, inputWidth: width, outputHeight: newHeight, outputWidth: newWidth)
        let combined = taps.combined(
            matmul(queries, columnsOf: maps.map { taps.gathered(from: $0) }), maps: maps.count)
        for (index, map) in maps.enumerated() {
            let whole = matmul(queries, map).reshaped([9, height, width])
            let resized = bilinearResize(whole, height: newHeight, width: newWidth).reshaped([9, newHeight * newWidth])
            for row in 0..<9 {
                let columns = index * newHeight * newWidth..<(index + 1) * newHeight * newWidth
                #expect(Array(combined[row].elements[columns]) == resized[row].elements)
            }
        }
    }
}
