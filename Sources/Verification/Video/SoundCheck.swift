import Events
import MediaTypes

/// Every second holds the sound its line says, and no sound is heard twice.
struct SoundCheck {
    private let name: String
    private let stretches: [EventAudit.Stretch]
    private let isOpenEnded: Bool

    /// An encoder holds back up to two frames, and one may begin before the second.
    private static let framesHeldBack: Int64 = 3

    init(_ name: String, _ stretches: [EventAudit.Stretch], isOpenEnded: Bool) {
        self.name = name
        self.stretches = stretches
        self.isOpenEnded = isOpenEnded
    }

    func findings(_ media: DecodedMedia) -> [Finding] {
        overlaps(media)
            + stretches.indices.flatMap { findings(stretches[$0], isLast: $0 == stretches.count - 1, media) }
            + behind(media)
    }

    private func overlaps(_ media: DecodedMedia) -> [Finding] {
        zip(media.sound, media.sound.dropFirst()).compactMap { earlier, later in
            guard later.lowerBound < earlier.upperBound - media.soundFrame else { return nil }
            let place = "sound at \(seconds(later.lowerBound)) comes after sound up to \(seconds(earlier.upperBound))"
            return Finding(.video, "\(name): \(place)")
        }
    }

    private func findings(_ stretch: EventAudit.Stretch, isLast: Bool, _ media: DecodedMedia) -> [Finding] {
        guard let start = stretch.fileStart, let snippet = stretch.snippet, let audio = snippet.audio else { return [] }
        let missing = Int64(audio.missingSamples) * 1_000_000 / 16_000
        let expected = stretch.length - missing
        let heard = Self.length(of: media.sound, in: start..<start + stretch.length)
        let tolerance = media.soundFrame * (isLast ? Self.framesHeldBack : 1) + 1_000
        guard heard < expected - tolerance else { return [] }
        let message =
            "the second at \(seconds(start)) has \(seconds(heard)) of sound, its line says \(seconds(expected))"
        return [Finding(.video, line: stretch.line, "\(name): \(message)")]
    }

    private func behind(_ media: DecodedMedia) -> [Finding] {
        guard !isOpenEnded, let last = stretches.last, let start = last.fileStart,
            let end = media.sound.map(\.upperBound).max()
        else { return [] }
        let surplus = end - (start + last.length)
        guard surplus > media.soundFrame * Self.framesHeldBack else { return [] }
        return [Finding(.video, "\(name): \(seconds(surplus)) of sound stand behind the last second")]
    }

    /// How much of `window` the stretches cover, what is covered twice counted once.
    private static func length(of sound: [Range<Int64>], in window: Range<Int64>) -> Int64 {
        var covered: Int64 = 0
        var end = window.lowerBound
        let first = sound.partitioningIndex { $0.upperBound > window.lowerBound }
        for piece in sound[first...] {
            guard piece.lowerBound < window.upperBound else { break }
            let part =
                max(piece.lowerBound, end)..<max(min(piece.upperBound, window.upperBound), max(piece.lowerBound, end))
            covered += part.upperBound - part.lowerBound
            end = max(end, part.upperBound)
        }
        return covered
    }

    private func seconds(_ microseconds: Int64) -> String { "\(Double(microseconds) / 1e6) s" }
}

extension Array {
    /// The first index whose element fulfils a rule that holds from some element on.
    fileprivate func partitioningIndex(where belongs: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if belongs(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
