import Media
import MediaTypes

/// The mono 16 kHz sound of an epoch, placed by the timestamps of its frames.
///
/// Frames that follow each other within 20 ms of their timestamps are one run and are resampled as one stream, so jitter of
/// the container's clock does not reach the samples. Where the timestamps move further away the sound is placed anew:
/// what is missing stays zero, what overlaps is cut. So the samples never drift from the timestamps by more than 20 ms.
struct SoundTimeline {
    private var run: Run?
    /// Samples from `base` on.
    private var samples: [Float] = []
    /// The position of the first sample held, counted from the epoch's start.
    private var base = 0
    /// Where the source gave samples, in rising order without overlap.
    private var present: [Range<Int>] = []

    private static let rate = Waveform.analysisRate

    /// Where the next sample would be written: `base` and the samples held.
    private var writtenEnd: Int { base + samples.count }

    private struct Run {
        let resampler: Resampler
        /// Time of the next input sample, in samples at the input rate.
        var expected: Int64

        var tolerance: Int64 { Int64(resampler.inputRate / 50) }
    }

    /// Places a frame.
    ///
    /// - Parameter time: since the epoch's start.
    /// - Returns: how many 16 kHz samples were cut away because there was sound already.
    mutating func add(_ frame: AudioFrame, at time: MediaTime) throws -> Int {
        let rate = frame.sampleRate
        let start = time.rescaled(to: .samples(rate: rate)).ticks
        var mean = ChannelMean.samples(of: frame)[...]
        var trimmed = 0
        if let run, run.resampler.inputRate == rate, start - run.expected <= run.tolerance {
            if start - run.expected < -run.tolerance {
                trimmed = cut(&mean, Int(run.expected - start), rate)
            }
        } else {
            trimmed = try begin(&mean, at: start, rate)
        }
        guard !mean.isEmpty, var run else { return trimmed }
        run.expected += Int64(mean.count)
        self.run = run
        write(try run.resampler.process(Array(mean)))
        return trimmed
    }

    /// Ends the current run: no frame follows it directly.
    mutating func endRun() throws {
        guard let run else { return }
        write(try run.resampler.drain())
        self.run = nil
    }

    /// The end of the current run's input, nil where none is open.
    var openEnd: MediaTime? {
        run.map { MediaTime($0.expected + $0.tolerance, .samples(rate: $0.resampler.inputRate)) }
    }

    /// Where the sound given so far ends.
    var end: MediaTime {
        MediaTime(Int64(present.last?.upperBound ?? 0), .samples(rate: Self.rate))
    }

    /// Whether the samples of a second are complete but for what lies after a gap.
    func isWritten(second: Int) -> Bool { writtenEnd >= (second + 1) * Self.rate }

    /// Whether there is sound at or after a second.
    func hasSound(from second: Int) -> Bool {
        present.last.map { $0.upperBound > second * Self.rate } ?? false
    }

    func count(in range: Range<Int>) -> Int {
        present.reduce(0) { $0 + $1.clamped(to: range).count }
    }

    /// The first second at or after `second` that holds a sample.
    func firstSecond(from second: Int) -> Int? {
        present.first { $0.upperBound > second * Self.rate }.map { max(second, $0.lowerBound / Self.rate) }
    }

    /// The 16 000 samples of a second; everything before the next second is forgotten.
    mutating func take(second: Int) -> [Float] {
        forget(before: second * Self.rate)
        let missing = max(0, Self.rate - samples.count)
        let taken = Array(samples.prefix(Self.rate)) + [Float](repeating: 0, count: missing)
        forget(before: (second + 1) * Self.rate)
        return taken
    }

    private mutating func forget(before position: Int) {
        samples.removeFirst(min(max(0, position - base), samples.count))
        base = max(base, position)
        present = present.filter { $0.upperBound > position }
    }
}

extension SoundTimeline {
    /// Begins a run at a time given in input samples. Where it almost follows the run before, it follows it exactly.
    private mutating func begin(_ mean: inout ArraySlice<Float>, at start: Int64, _ rate: Int) throws -> Int {
        try endRun()
        let position = Int(MediaTime(start, .samples(rate: rate)).rescaled(to: .samples(rate: Self.rate)).ticks)
        let overlap = writtenEnd - position
        let tolerance = Self.rate / 50
        var trimmed = 0
        if overlap > tolerance || (overlap > 0 && position < base) {
            trimmed = cut(&mean, (overlap * rate + Self.rate - 1) / Self.rate, rate)
        } else if overlap < -tolerance || present.isEmpty {
            pad(to: position)
        }
        guard !mean.isEmpty else { return trimmed }
        run = Run(resampler: try Resampler(inputRate: rate), expected: start + Int64(mean.startIndex))
        return trimmed
    }

    /// Drops the first `count` input samples; returns how many 16 kHz samples that is.
    private func cut(_ mean: inout ArraySlice<Float>, _ count: Int, _ rate: Int) -> Int {
        let dropped = min(count, mean.count)
        mean = mean.dropFirst(dropped)
        return dropped * Self.rate / rate
    }

    private mutating func pad(to position: Int) {
        guard position > writtenEnd else { return }
        samples += [Float](repeating: 0, count: position - writtenEnd)
    }

    private mutating func write(_ new: [Float]) {
        guard !new.isEmpty else { return }
        let range = writtenEnd..<writtenEnd + new.count
        samples += new
        if let last = present.last, last.upperBound == range.lowerBound {
            present[present.count - 1] = last.lowerBound..<range.upperBound
        } else {
            present.append(range)
        }
    }
}
