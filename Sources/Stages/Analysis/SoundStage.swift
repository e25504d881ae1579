package import Analysis
import AudioFeatures
import Pipeline

/// A second of sound to its VGGish embedding and its loudness.
package struct SoundStage: Stage {
    private let encoding: SoundEncoding

    package init(_ encoding: SoundEncoding) {
        self.encoding = encoding
    }

    package mutating func process(_ input: AnalysisInput, emit: (SoundFeatures) throws -> Void) throws {
        var latency = StageLatency()
        let embedding = latency.measure("sound") { encoding(second: input.samples) }
        try emit(
            SoundFeatures(
                key: input.key, embedding: embedding, loudness: SecondLoudness(Loudness(of: input.samples)),
                hasSound: input.hasSound, latency: latency))
    }
}
