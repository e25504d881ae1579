import Snippets

/// Since when each track of a connection has brought nothing.
struct TrackWatch: Sendable {
    private struct Track: Sendable {
        /// Of the last packet.
        var packet: ContinuousClock.Instant
        /// Of the last packet that could be used.
        var media: ContinuousClock.Instant
    }

    private var tracks: [MediaTrack: Track]

    init(_ tracks: Set<MediaTrack>, at now: ContinuousClock.Instant) {
        self.tracks = Dictionary(uniqueKeysWithValues: tracks.map { ($0, Track(packet: now, media: now)) })
    }

    var count: Int { tracks.count }

    mutating func received(_ track: MediaTrack, isDecoded: Bool, at now: ContinuousClock.Instant) {
        tracks[track]?.packet = now
        if isDecoded { tracks[track]?.media = now }
    }

    /// The tracks of which nothing could be used for so long, pictures first.
    func stalled(for silence: Duration, at now: ContinuousClock.Instant) -> [MediaTrack] {
        MediaTrack.allCases.filter { track in tracks[track].map { now - $0.media >= silence } ?? false }
    }

    /// What to say of a stalled track.
    func loss(of track: MediaTrack, after silence: Duration) -> Loss {
        let name = track == .video ? "picture" : "sound"
        let other = track == .video ? "the sound goes on" : "the picture goes on"
        guard let times = tracks[track], times.packet - times.media >= silence else {
            return Loss(.timeout, "no \(name) for \(silence.components.seconds) s; \(other)")
        }
        return Loss(.state, "the \(name) does not decode; \(other)")
    }
}
