import Tensors

/// Mean, population standard deviation and extremes of a tensor.
struct Statistics {
    let mean: Double
    let deviation: Double
    let minimum: Double
    let maximum: Double

    /// - Parameter values: Mean, deviation, minimum, maximum, as the reference files store them.
    init(_ values: [Double]) {
        (mean, deviation, minimum, maximum) = (values[0], values[1], values[2], values[3])
    }

    init(_ tensor: Tensor) {
        self = tensor.withUnsafeBuffer { buffer in
            let mean = buffer.reduce(0) { $0 + Double($1) } / Double(buffer.count)
            let squares = buffer.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
            let minimum = buffer.reduce(Float.infinity, min)
            let maximum = buffer.reduce(-Float.infinity, max)
            return Statistics([mean, (squares / Double(buffer.count)).squareRoot(), Double(minimum), Double(maximum)])
        }
    }

    func mismatch(_ name: String, _ expected: Statistics, allowed: Double) -> Mismatch? {
        let pairs = [
            ("mean", mean, expected.mean), ("deviation", deviation, expected.deviation),
            ("minimum", minimum, expected.minimum), ("maximum", maximum, expected.maximum),
        ]
        for (what, found, expected) in pairs where !(abs(found - expected) <= allowed) {
            return Mismatch(name: name, detail: "\(what) \(found) instead of \(expected), allowed \(allowed)")
        }
        return nil
    }
}
