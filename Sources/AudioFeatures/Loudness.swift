import Foundation

/// How loud a stretch of sound is, in decibels relative to full scale (a constant ±1 has 0 dBFS).
package struct Loudness: Sendable, Equatable {
    /// What silence is called; digital zero has no level.
    package static let floor = -120.0

    /// Root mean square of the whole.
    package let level: Double
    /// The largest absolute sample.
    package let peak: Double
    /// Root mean square of the loudest 100 ms, counted in steps of 10 ms.
    package let loudest: Double

    /// - Parameters:
    ///   - samples: Nominally in −1…1.
    ///   - sampleRate: In hertz.
    package init(of samples: [Float], sampleRate: Int = 16_000) {
        let step = max(1, sampleRate / 100)
        let energies = stride(from: 0, to: samples.count, by: step).map { start in
            samples[start..<min(start + step, samples.count)].reduce(0) { $0 + Double($1) * Double($1) }
        }
        level = Self.decibels(energies.reduce(0, +), over: samples.count)
        peak = Self.decibels(samples.reduce(0) { max($0, Double(abs($1))) })
        let span = min(10, energies.count)
        let loudestEnergy = (0...energies.count - span).map { energies[$0..<$0 + span].reduce(0, +) }.max() ?? 0
        loudest = Self.decibels(loudestEnergy, over: min(span * step, samples.count))
    }

    private static func decibels(_ energy: Double, over count: Int) -> Double {
        count == 0 ? floor : decibels((energy / Double(count)).squareRoot())
    }

    private static func decibels(_ amplitude: Double) -> Double {
        amplitude > 0 ? max(floor, 20 * log10(amplitude)) : floor
    }
}
