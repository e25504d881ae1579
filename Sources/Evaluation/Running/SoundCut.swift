import AudioFeatures
import MediaTypes
import Tensors

/// How the log-mel patch of a picture is cut from a video's sound.
package enum SoundCut: String, Sendable, CaseIterable, Encodable {
    /// From the picture's own second, as `watch` does.
    case second
    /// The published examples, one every 0.96 s (Spec §2.7).
    case published

    /// The patches `[96, 64]` of some seconds. Sound that ends early is followed by silence; published examples that are
    /// missing are zeros, as in the published code.
    func patches(of sound: [Float], seconds: [Int]) -> [Tensor] {
        let logMel = LogMel()
        switch self {
        case .second:
            return seconds.map { logMel.patch(of: Self.second($0, of: sound)) }
        case .published:
            let examples = logMel.examples(of: sound)
            let missing = Tensor(shape: [LogMel.frames, LogMel.bands])
            return seconds.map { $0 < examples.shape[0] ? examples[$0] : missing }
        }
    }

    private static func second(_ index: Int, of sound: [Float]) -> [Float] {
        let rate = Waveform.analysisRate
        let samples = sound[min(index * rate, sound.count)..<min((index + 1) * rate, sound.count)]
        return samples + Array(repeating: 0, count: rate - samples.count)
    }
}
