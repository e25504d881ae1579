package import AudioFeatures

/// How loud a second is, in dBFS; −∞ is digital silence.
package struct SecondLoudness: Sendable, Equatable {
    package let level: Double
    package let peak: Double
    /// Of the loudest 100 ms.
    package let loudest: Double

    package init(_ loudness: Loudness) {
        level = Self.open(loudness.level)
        peak = Self.open(loudness.peak)
        loudest = Self.open(loudness.loudest)
    }

    private static func open(_ decibels: Double) -> Double {
        decibels > Loudness.floor ? decibels : -.infinity
    }
}
