import MediaTypes

/// Tells by timestamps which sound follows the sound before it directly and which stands apart, for the analysis and the
/// recording alike.
///
/// Pieces that stand less than 20 ms after or 40 ms before the end of the sound so far follow it: jitter of the
/// container's clock reaches neither the samples nor the recording. Pieces further off are held until it shows whether the
/// clock comes back (jitter again) or stays away; then they stand where their timestamps say.
struct SoundContinuity<Piece> {
    /// A piece and where it stands.
    struct Placed {
        let piece: Piece
        let time: MediaTime
    }

    private struct Held {
        let piece: Piece
        let time: MediaTime
        let length: MediaTime
    }

    /// Where the sound placed so far ends; nil where nothing can follow it.
    private(set) var end: MediaTime?
    private var held: [Held] = []

    /// More than jitter, less than a lost packet.
    private static var latest: MediaTime { MediaTime(20, .milliseconds) }
    /// Cutting sound away is worse than sound that is a little late.
    private static var earliest: MediaTime { MediaTime(-40, .milliseconds) }
    /// Sound that is off for longer than this, or further than that, is no jitter.
    private static var patience: MediaTime { MediaTime(400, .milliseconds) }
    private static var reach: MediaTime { MediaTime(500, .milliseconds) }

    /// Sound that begins later than this decides nothing about what was taken in; nil where that is decided.
    var openEnd: MediaTime? {
        (held.map { $0.time + $0.length } + [end].compactMap { $0 }).max().map { $0 + Self.reach }
    }

    /// Takes in the next piece; gives out those whose place is known now, in their order.
    mutating func add(_ piece: Piece, at time: MediaTime, lasting length: MediaTime) -> [Placed] {
        let waiting = held.reduce(MediaTime.zero) { $0 + $1.length }
        held.append(Held(piece: piece, time: time, length: length))
        guard let end else { return settle { _, time in time } }
        let deviation = time - (end + waiting)
        if Self.isJitter(deviation) { return settle { end, _ in end } }
        return waiting > Self.patience || deviation.magnitude > Self.reach ? settleByTime() : []
    }

    /// Gives out what is held; nothing follows it.
    mutating func endRun() -> [Placed] {
        defer { end = nil }
        return settleByTime()
    }

    private mutating func settleByTime() -> [Placed] {
        settle { end, time in Self.isJitter(time - end) ? end : time }
    }

    /// - Parameter place: where a piece stands, by the end of the sound before it and its own time.
    private mutating func settle(_ place: (MediaTime, MediaTime) -> MediaTime) -> [Placed] {
        defer { held = [] }
        return held.map { piece in
            let time = place(end ?? piece.time, piece.time)
            end = max(end ?? time, time + piece.length)
            return Placed(piece: piece.piece, time: time)
        }
    }

    private static func isJitter(_ deviation: MediaTime) -> Bool { deviation <= latest && deviation >= earliest }
}
