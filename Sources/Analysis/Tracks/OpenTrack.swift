package import MediaTypes

/// A track that has not ended, with what the next label is compared with.
package struct OpenTrack: Sendable {
    package private(set) var track: Track
    /// Its last labelled second.
    package private(set) var lastKey: SnippetKey
    /// Its begin, or the start of the second of its last update.
    package private(set) var reported: MediaTime
    private var last: Label?

    /// As an event log tells it; the label of `lastKey` is found again by ``TrackLinker/init(nextTrack:restoring:from:)``.
    package init(track: Track, lastKey: SnippetKey, reported: MediaTime) {
        self.track = track
        self.lastKey = lastKey
        self.reported = reported
    }

    init(id: Int, label: Label, second: TrackedSecond) {
        self.init(track: Track(id: id, first: label, of: second), lastKey: second.key, reported: second.start)
        last = label
    }

    mutating func recall(from seconds: [TrackedSecond]) {
        last = seconds.last { $0.key == lastKey }?.labels.first { $0.word == track.word }
    }

    mutating func extend(with label: Label, of second: TrackedSecond) {
        track.extend(with: label, of: second)
        lastKey = second.key
        last = label
    }

    mutating func markReported(at time: MediaTime) {
        reported = time
    }

    /// Overlap with a label of a later second, 0 where it cannot be the same sound: on the snippets both windows saw,
    /// else on the last mask.
    func overlap(with label: Label) -> Double {
        guard let last, label.word == last.word else { return 0 }
        if let shared = last.footprint.overlap(with: label.footprint) { return shared }
        return last.mask.hasSize(of: label.mask) ? last.mask.intersectionOverUnion(label.mask) : 0
    }
}
