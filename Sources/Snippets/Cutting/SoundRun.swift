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
    /// More than jitter, less than a lost packet: 20 ms.
    var forwardTolerance: Int64 { Int64(rate / 50) }
    /// Cutting sound away is worse than sound that is a little late: 40 ms.
    private var backwardTolerance: Int64 { Int64(rate / 25) }

    /// Whether sound that stands so many input samples after the end of the run belongs to it.
    func tolerates(_ deviation: Int64) -> Bool {
        deviation <= forwardTolerance && deviation >= -backwardTolerance
    }

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

    var end: MediaTime { MediaTime(start + Int64(samples.count), .samples(rate: rate)) }
}
