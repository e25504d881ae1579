import Foundation

/// Triangles over the mel scale `1127 ln(1 + f / 700)`, linear in mel, without area normalisation (Spec §2.5).
struct MelFilterbank: Sendable {
    /// One band: the first bin with weight and the weights from there.
    private struct Band: Sendable {
        let first: Int
        let weights: [Double]
    }

    private let bands: [Band]

    /// - Parameters:
    ///   - bins: Bins of the spectrum from 0 to half the sample rate; bin 0 belongs to no band.
    ///   - lowest: Lower edge of the first band in hertz.
    ///   - highest: Upper edge of the last band in hertz.
    init(bands count: Int, bins: Int, sampleRate: Double, lowest: Double, highest: Double) {
        func mel(_ frequency: Double) -> Double { 1127 * log(1 + frequency / 700) }
        let (low, high) = (mel(lowest), mel(highest))
        let edges = (0..<count + 2).map { low + (high - low) * Double($0) / Double(count + 1) }
        let centers = (0..<bins).map { mel(sampleRate / 2 * Double($0) / Double(bins - 1)) }
        bands = (0..<count).map { band in
            let weights = centers.map {
                max(
                    0,
                    min(
                        ($0 - edges[band]) / (edges[band + 1] - edges[band]),
                        (edges[band + 2] - $0) / (edges[band + 2] - edges[band + 1])))
            }
            let inside = (1..<bins).filter { weights[$0] > 0 }
            guard let first = inside.first, let last = inside.last else { return Band(first: 0, weights: []) }
            return Band(first: first, weights: Array(weights[first...last]))
        }
    }

    /// The weighted sums of a spectrum, one per band.
    func callAsFunction(_ spectrum: [Double]) -> [Double] {
        bands.map { band in
            var sum = 0.0
            for (offset, weight) in band.weights.enumerated() { sum += weight * spectrum[band.first + offset] }
            return sum
        }
    }
}
