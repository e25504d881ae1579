import Foundation
package import Tensors

/// The log-mel spectrogram that VGGish hears (Spec §2): 25 ms Hann windows every 10 ms, 64 bands, computed in double.
package struct LogMel: Sendable {
    /// Frames of one patch.
    package static let frames = 96
    /// Mel bands.
    package static let bands = 64
    /// Samples of a second at the only rate it works at.
    package static let sampleRate = 16_000

    private static let window = 400
    private static let hop = 160

    private let hann: [Double]
    private let transform = FourierTransform(size: 512)
    private let filterbank: MelFilterbank

    package init() {
        hann = (0..<Self.window).map { 0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(Self.window)) }
        filterbank = MelFilterbank(
            bands: Self.bands, bins: 257, sampleRate: Double(Self.sampleRate), lowest: 125, highest: 7500)
    }

    /// The patch `[96, 64]` of a second: its first 96 of 98 frames.
    ///
    /// - Parameter second: Exactly 16 000 samples at 16 kHz, nominally in −1…1.
    package func patch(of second: [Float]) -> Tensor {
        precondition(second.count == Self.sampleRate, "a patch is cut from one second")
        return frames(of: second, count: Self.frames).reshaped([Self.frames, Self.bands])
    }

    /// The published code's examples `[n, 96, 64]`, one every 0.96 s; what is too short for another is dropped.
    ///
    /// - Parameter waveform: 16 kHz, nominally in −1…1.
    package func examples(of waveform: [Float]) -> Tensor {
        let available = waveform.count < Self.window ? 0 : 1 + (waveform.count - Self.window) / Self.hop
        let examples = available / Self.frames
        return frames(of: waveform, count: examples * Self.frames).reshaped([examples, Self.frames, Self.bands])
    }

    private func frames(of samples: [Float], count: Int) -> Tensor {
        var values: [Float] = []
        values.reserveCapacity(count * Self.bands)
        for frame in 0..<count {
            let start = frame * Self.hop
            let windowed = (0..<Self.window).map { Double(samples[start + $0]) * hann[$0] }
            values += filterbank(transform.magnitudes(windowed)).map { Float(log($0 + 0.01)) }
        }
        return Tensor(shape: [count, Self.bands], values)
    }
}
