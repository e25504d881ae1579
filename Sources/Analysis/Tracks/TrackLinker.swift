import MediaTypes

/// Links the labels of consecutive seconds into sounds that last.
///
/// A label belongs to an open track of its word if their masks overlap by at least half: on the snippets both windows
/// saw, else on the track's last mask. A track ends after two seconds without a label, or when it is closed.
package struct TrackLinker: Sendable {
    static let leastOverlap = 0.5
    static let pauseSeconds = 2
    static let updateInterval = MediaTime(seconds: 10)

    /// The id the next new track gets.
    package private(set) var nextTrack: Int
    package private(set) var open: [OpenTrack]

    package init(nextTrack: Int = 1) {
        self.nextTrack = nextTrack
        open = []
    }

    /// Goes on after a restart as if there had been none.
    ///
    /// - Parameters:
    ///   - nextTrack: one more than the greatest id ever used for the source.
    ///   - restored: the tracks an event log leaves open.
    ///   - seconds: the last two seconds before the restart, analysed again, so that each track finds its last mask. A
    ///     track whose label is not found is linked to nothing any more and ends by itself.
    package init(nextTrack: Int, restoring restored: [OpenTrack], from seconds: [TrackedSecond]) {
        self.nextTrack = nextTrack
        open = restored
        for index in open.indices { open[index].recall(from: seconds) }
    }

    /// Links one second. To be called for every second of the ledger in order, also those without labels.
    package mutating func link(_ second: TrackedSecond) -> LinkedSecond {
        var begins: [TrackEvent] = []
        var updates: [TrackEvent] = []
        let tracks = second.labels.map { label in
            guard let index = bestTrack(for: label, in: second) else {
                let opened = begin(label, in: second)
                begins.append(.begin(opened))
                return opened.id
            }
            open[index].extend(with: label, of: second)
            updates += update(index, at: second.start)
            return open[index].track.id
        }
        return LinkedSecond(tracks: tracks, events: endPaused(at: second.key) + begins + updates)
    }

    /// Ends every open track, in the order they began.
    package mutating func close(_ reason: TrackEndReason) -> [TrackEvent] {
        defer { open = [] }
        return open.map { .end($0.track, reason) }
    }
}

extension TrackLinker {
    private func bestTrack(for label: Label, in second: TrackedSecond) -> Int? {
        let overlaps = open.map { $0.lastKey == second.key ? 0 : $0.overlap(with: label) }
        guard let best = overlaps.max(), best >= Self.leastOverlap else { return nil }
        return overlaps.firstIndex(of: best)
    }

    private mutating func begin(_ label: Label, in second: TrackedSecond) -> Track {
        let opened = OpenTrack(id: nextTrack, label: label, second: second)
        nextTrack += 1
        open.append(opened)
        return opened.track
    }

    private mutating func update(_ index: Int, at time: MediaTime) -> [TrackEvent] {
        guard time - open[index].reported >= Self.updateInterval else { return [] }
        open[index].markReported(at: time)
        return [.update(open[index].track)]
    }

    private mutating func endPaused(at key: SnippetKey) -> [TrackEvent] {
        let isPaused = { (track: OpenTrack) in key.index - track.lastKey.index >= Self.pauseSeconds }
        defer { open.removeAll(where: isPaused) }
        return open.filter(isPaused).map { .end($0.track, .silence) }
    }
}
