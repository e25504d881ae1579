import Media
import MediaTypes

/// The mono 16 kHz sound of an epoch, placed by the times of its frames, see `SoundContinuity`.
///
/// Frames that follow each other are resampled as one stream; before one that stands apart, what is missing stays zero, and
/// what overlaps the sound before is cut. So the samples never drift from the timestamps.
struct SoundTimeline {
    private var run: SoundRun?
    /// Samples from `base` on.
    private var samples: [Float] = []
    /// The position of the first sample held, counted from the epoch's start.
    private var base = 0
    /// Where the source gave samples, in rising order without overlap.
    private var present: [Range<Int>] = []

    private static let rate = Waveform.analysisRate

    /// Where the next sample would be written: `base` and the samples held.
    private var writtenEnd: Int { base + samples.count }

    /// Takes in a frame.
    ///
    /// - Parameter time: since the epoch's start.
    /// - Returns: how many 16 kHz samples were cut away because there was sound already.
    mutating func add(_ frame: AudioFrame, at time: MediaTime) throws -> Int {
        let piece = SoundPiece(frame, at: time)
        var rest = piece.samples[...]
        var trimmed = 0
        if let run, run.rate == piece.rate, piece.start <= run.expected + Self.rounding {
            let overlap = run.expected - piece.start
            if overlap > Self.rounding { trimmed = cut(&rest, Int(overlap), piece.rate) }
        } else {
            trimmed = try begin(&rest, at: piece.start, piece.rate)
        }
        try follow(rest)
        return trimmed
    }

    /// A time between two samples may be rounded to either.
    private static let rounding: Int64 = 1

    /// Ends the current run: no frame follows it directly.
    mutating func endRun() throws {
        guard let run else { return }
        write(try run.resampler.drain())
        self.run = nil
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
    private mutating func begin(_ rest: inout ArraySlice<Float>, at start: Int64, _ rate: Int) throws -> Int {
        try endRun()
        let position = Int(MediaTime(start, .samples(rate: rate)).rescaled(to: .samples(rate: Self.rate)).ticks)
        let overlap = writtenEnd - position
        let tolerance = Self.rate / 50
        var trimmed = 0
        if overlap > tolerance || (overlap > 0 && position < base) {
            trimmed = cut(&rest, (overlap * rate + Self.rate - 1) / Self.rate, rate)
        } else if overlap < -tolerance || present.isEmpty {
            pad(to: position)
        }
        guard !rest.isEmpty else { return trimmed }
        run = SoundRun(resampler: try Resampler(inputRate: rate), expected: start + Int64(rest.startIndex))
        return trimmed
    }

    private mutating func follow(_ rest: ArraySlice<Float>) throws {
        guard !rest.isEmpty, let output = try run?.append(Array(rest)) else { return }
        write(output)
    }

    /// Drops the first `count` input samples; returns how many 16 kHz samples that is.
    private func cut(_ rest: inout ArraySlice<Float>, _ count: Int, _ rate: Int) -> Int {
        let dropped = min(count, rest.count)
        rest = rest.dropFirst(dropped)
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
