import Events
import MediaTypes

/// What an event file says second by second, as far as going on from it needs.
struct WrittenSeconds {
    struct Second {
        let key: SnippetKey
        /// Where the second ends in the annotated video; nil where none was written.
        let videoEnd: MediaTime?
        /// Index of the last second of its window; nil where it was in none.
        let windowEnd: Int?
        /// Nothing analysed it.
        let isDropped: Bool
        /// Displayed size of its key picture; nil without picture.
        let size: PictureSize?
    }

    struct PictureSize: Equatable {
        let width: Int
        let height: Int
    }

    /// What the labels of a track say, taken together.
    struct Sounding {
        var last: SnippetKey
        var end: MediaTime
        var score: Double
        var sounding: Double
        var seconds: Int
    }

    private(set) var seconds: [Second] = []
    private(set) var tracks: [Int: Sounding] = [:]

    /// - Parameter last: nothing behind this second is read; nil reads everything.
    init(_ path: String, through last: SnippetKey? = nil) throws {
        var reader = try EventReader(path: path)
        while let line = try reader.next() {
            guard case .snippet(let record) = line.record else { continue }
            if let last, record.key > last { return }
            add(record)
        }
    }

    private mutating func add(_ record: SnippetRecord) {
        seconds.append(Second(record))
        for label in record.labels {
            var track =
                tracks[label.track]
                ?? Sounding(last: record.key, end: record.span.end, score: 0, sounding: 0, seconds: 0)
            track.last = record.key
            track.end = record.span.end
            track.score = max(track.score, label.score)
            track.sounding = max(track.sounding, label.sounding)
            track.seconds += 1
            tracks[label.track] = track
        }
    }

    /// The last second that is whole in a video that ends at `videoEnd`; the last of all where there is no video.
    ///
    /// - Parameter isStopped: The run was told to stop. Its last windows ended where it did, not where they would have in
    ///   an uninterrupted run, and what they had no time for was dropped: those seconds do not count.
    func lastWhole(in videoEnd: MediaTime?, isStopped: Bool) -> Second? {
        let final = isStopped ? seconds.prefix { !$0.isDropped && !reachesEnd($0) } : seconds[...]
        guard let videoEnd else { return final.last }
        return final.last { second in second.videoEnd.map { $0 <= videoEnd } ?? false }
    }

    /// Whether a second is the last there is, which may be cut short, or its window holds that one.
    private func reachesEnd(_ second: Second) -> Bool {
        guard let last = seconds.last?.key else { return false }
        return SnippetKey(epoch: second.key.epoch, index: max(second.key.index, second.windowEnd ?? 0)) >= last
    }

    /// The first second of the run that `key` lies in; nil where it lies in none.
    func runStart(of key: SnippetKey) -> SnippetKey? {
        guard var index = seconds.lastIndex(where: { $0.key == key }), let size = seconds[index].size else {
            return nil
        }
        while index > 0, seconds[index - 1].size == size, seconds[index].key.follows(seconds[index - 1].key) {
            index -= 1
        }
        return seconds[index].key
    }
}

extension WrittenSeconds.Second {
    fileprivate init(_ record: SnippetRecord) {
        key = record.key
        windowEnd = record.window?.to
        isDropped = record.state == .dropped
        size = record.frame.map { WrittenSeconds.PictureSize(width: $0.width, height: $0.height) }
        videoEnd = record.video.map { MediaTime($0.pts, $0.timeBase) + (record.span.end - record.span.start) }
    }
}

extension SnippetKey {
    fileprivate func follows(_ other: SnippetKey) -> Bool {
        epoch == other.epoch && index == other.index + 1
    }
}
