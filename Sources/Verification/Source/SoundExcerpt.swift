import MediaTypes

/// A quarter of a second of the source's sound, by which it is found again in the video.
struct SoundExcerpt {
    /// Where it has to stand in the video, in samples of 16 kHz from the video's time 0.
    let position: Int
    let samples: [Float]
    let energy: Float

    private static let first = 6_000
    static let count = 4_000
    /// How far it is looked for to either side: 50 ms.
    static let reach = 800
    /// Less alike is another sound.
    private static let likeness: Float = 0.7

    /// The middle of a second that begins at `start`, in microseconds of the video.
    init(second: [Float], start: Int64) {
        samples = Array(second[Self.first..<Self.first + Self.count])
        energy = samples.reduce(0) { $0 + $1 * $1 }
        position = Int((start * Int64(Waveform.analysisRate) + 500_000) / 1_000_000) + Self.first
    }

    /// How many samples later the excerpt stands in `sound`, whose first sample is number `begin` of the video; nil where
    /// it is not found in it. Of places that are alike, as in a steady tone, the nearest counts.
    func lag(in sound: [Float], from begin: Int) -> Int? {
        let start = position - Self.reach - begin
        guard start >= 0, start + Self.count + 2 * Self.reach <= sound.count else { return nil }
        let likenesses = (0...2 * Self.reach).map { likeness(to: sound[(start + $0)..<(start + $0 + Self.count)]) }
        guard let best = likenesses.max(), best >= Self.likeness else { return nil }
        let candidates = likenesses.indices.filter { likenesses[$0] >= best - 0.02 }.map { $0 - Self.reach }
        return candidates.min { abs($0) < abs($1) }
    }

    /// The normalised correlation, −1…1.
    private func likeness(to other: ArraySlice<Float>) -> Float {
        var product: Float = 0
        var otherEnergy: Float = 0
        for (left, right) in zip(samples, other) {
            product += left * right
            otherEnergy += right * right
        }
        let scale = (energy * otherEnergy).squareRoot()
        return scale > 0 ? product / scale : 0
    }
}
