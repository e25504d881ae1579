package import Analysis
import AudioFeatures
package import Pipeline

/// A second of sound to its VGGish embedding and its loudness.
package struct SoundStage: Stage {
    private let encoding: SoundEncoding
    private let turns: Turns?

    package init(_ encoding: SoundEncoding, turns: Turns?) {
        self.encoding = encoding
        self.turns = turns
    }

    package mutating func process(_ input: AnalysisInput, emit: (SoundFeatures) throws -> Void) throws {
        var latency = StageLatency()
        let embedding = latency.measure("sound", in: turns) { encoding(second: input.samples) }
        try emit(
            SoundFeatures(
                key: input.key, embedding: embedding, loudness: SecondLoudness(Loudness(of: input.samples)),
                hasSound: input.hasSound, latency: latency))
    }
}
