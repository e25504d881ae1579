/// Which source pixels make each output pixel of a region sampled along one axis, and with what weight.
///
/// RoIAlign averages a grid of bilinear samples per output pixel. Both the samples and the average are products of the two
/// axes, so one list of taps an axis says it all (Spec §6).
struct AxisTaps {
    /// The taps of one output pixel: `weights[i]` belongs to source pixel `first + i`; none where it lies outside.
    struct Output {
        let first: Int
        let weights: [Float]
    }

    let outputs: [Output]

    /// The source pixels any output needs.
    let extent: Range<Int>

    /// - Parameters:
    ///   - start: where the region begins, in pixels.
    ///   - length: how long it is; shorter than a pixel counts as one.
    ///   - size: how many source pixels there are.
    ///   - resolution: how many output pixels there are.
    init(start: Float, length: Float, size: Int, resolution: Int) {
        let bin = max(length, 1) / Float(resolution)
        let samples = max(1, Int((max(length, 1) / Float(resolution)).rounded(.up)))
        let step = bin / Float(samples)
        outputs = (0..<resolution).map { output in
            let positions = (0..<samples).map { start + Float(output) * bin + (Float($0) + 0.5) * step }
            return Self.output(positions, size: size)
        }
        let used = outputs.filter { !$0.weights.isEmpty }
        let first = used.map(\.first).min() ?? 0
        extent = first..<(used.map { $0.first + $0.weights.count }.max() ?? first)
    }

    private static func output(_ positions: [Float], size: Int) -> Output {
        let inside = positions.filter { $0 >= -1 && $0 <= Float(size) }.map { tap(at: $0, size: size) }
        guard let first = inside.first?.low, let last = inside.last?.high else { return Output(first: 0, weights: []) }
        var weights = [Float](repeating: 0, count: last - first + 1)
        for tap in inside {
            weights[tap.low - first] += (1 - tap.fraction) / Float(positions.count)
            weights[tap.high - first] += tap.fraction / Float(positions.count)
        }
        return Output(first: first, weights: weights)
    }

    private static func tap(at position: Float, size: Int) -> (low: Int, high: Int, fraction: Float) {
        let position = max(position, 0)
        let low = Int(position)
        return low >= size - 1 ? (size - 1, size - 1, 0) : (low, low + 1, position - Float(low))
    }
}
