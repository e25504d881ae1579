import Media

/// What of an epoch's pictures and sound must not change inside it, as their first frames showed it.
struct MediaFormat: Sendable {
    private var picture: (width: Int, height: Int)?
    private var sound: (rate: Int, channels: Int)?

    /// The place of the first frame that does not fit; the format is then that of this frame.
    mutating func firstChange(in frames: [VideoFrame]) -> Int? {
        frames.firstIndex { frame in
            let shown = (width: frame.displayedWidth, height: frame.displayedHeight)
            defer { picture = shown }
            return picture.map { $0 != shown } ?? false
        }
    }

    /// As for pictures.
    mutating func firstChange(in frames: [AudioFrame]) -> Int? {
        frames.firstIndex { frame in
            let heard = (rate: frame.sampleRate, channels: frame.channelCount)
            defer { sound = heard }
            return sound.map { $0 != heard } ?? false
        }
    }
}

extension DecodedBatch {
    /// The frames before `index` with what went wrong, and the others.
    func split(at index: Int) -> (DecodedBatch, DecodedBatch) {
        (DecodedBatch(frames: Array(frames[..<index]), errors: errors), DecodedBatch(frames: Array(frames[index...])))
    }
}
