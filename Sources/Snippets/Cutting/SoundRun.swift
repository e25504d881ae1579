import Media
import MediaTypes

/// Sound without a gap, being resampled.
struct SoundRun {
    let resampler: Resampler
    /// Time of the next input sample, in samples at the input rate.
    private(set) var expected: Int64

    init(resampler: Resampler, expected: Int64) {
        self.resampler = resampler
        self.expected = expected
    }

    var rate: Int { resampler.inputRate }
    /// The resampled samples that became complete.
    mutating func append(_ samples: [Float]) throws -> [Float] {
        expected += Int64(samples.count)
        return try resampler.process(samples)
    }
}

/// One decoded frame as mono samples with its place on the timeline.
struct SoundPiece {
    let samples: [Float]
    let rate: Int
    /// Time since the epoch's start, in samples at `rate`.
    let start: Int64

    init(_ frame: AudioFrame, at time: MediaTime) {
        samples = ChannelMean.samples(of: frame)
        rate = frame.sampleRate
        start = time.rescaled(to: .samples(rate: frame.sampleRate)).ticks
    }
}
