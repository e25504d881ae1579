/// Mono sound, samples nominally in −1…1.
package struct Waveform: Sendable {
    /// The rate everything after the snippet cut works at, in hertz.
    package static let analysisRate = 16_000

    package let sampleRate: Int
    package var samples: [Float]

    package init(sampleRate: Int = Waveform.analysisRate, samples: [Float]) {
        self.sampleRate = sampleRate
        self.samples = samples
    }
}
