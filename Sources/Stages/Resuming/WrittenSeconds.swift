import Events
import MediaTypes

/// What an event file says second by second, as far as going on from it needs.
struct WrittenSeconds {
    struct Second {
        let key: SnippetKey
        /// Where the second stands in the annotated video; nil where none was written.
        let video: Place?
        /// Index of the last second of its window; nil where it was in none.
        let windowEnd: Int?
        /// Nothing analysed it.
        let isDropped: Bool
        /// Displayed size of its key picture; nil without picture.
        let size: PictureSize?
        /// The event file that tells of it.
        let events: String
    }

    /// Where a second stands in the annotated video.
    struct Place {
        /// On the recording's clock.
        let end: MediaTime
        /// The file, as the events name it.
        let file: String?
        /// On that file's own clock.
        let fileStart: MediaTime
        let fileEnd: MediaTime
        let hasPictures: Bool
    }

    struct PictureSize: Equatable {
        let width: Int
        let height: Int
    }

    private(set) var seconds: [Second] = []

    /// - Parameter paths: the files of events, oldest first.
    init(_ paths: [String]) throws {
        for path in paths {
            var reader = try EventReader(path: path)
            while let line = try reader.next() {
                if case .snippet(let record) = line.record { seconds.append(Second(record, line.wall, in: path)) }
            }
        }
    }

    /// The seconds that are what they would be in an uninterrupted run.
    ///
    /// - Parameter isStopped: The run was told to stop. Its last windows ended where it did, not where they would have in
    ///   an uninterrupted run, and what they had no time for was dropped: those seconds do not count.
    func settled(isStopped: Bool) -> ArraySlice<Second> {
        isStopped ? seconds.prefix { !$0.isDropped && !reachesEnd($0) } : seconds[...]
    }

    /// Whether a second is the last there is, which may be cut short, or its window holds that one.
    private func reachesEnd(_ second: Second) -> Bool {
        guard let last = seconds.last?.key else { return false }
        return SnippetKey(epoch: second.key.epoch, index: max(second.key.index, second.windowEnd ?? 0)) >= last
    }

    /// Without all that is behind a second.
    func through(_ last: SnippetKey) -> WrittenSeconds {
        var kept = self
        kept.seconds = seconds.filter { $0.key <= last }
        return kept
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
    fileprivate init(_ record: SnippetRecord, _ wall: WallFields, in events: String) {
        self.events = events
        key = record.key
        windowEnd = record.window?.to
        isDropped = record.state == .dropped
        size = record.frame.map { WrittenSeconds.PictureSize(width: $0.width, height: $0.height) }
        video = record.video.map { position in
            let length = record.span.end - record.span.start
            let start = MediaTime(position.pts, position.timeBase)
            let fileStart = wall.filePTS.map { MediaTime($0, position.timeBase) } ?? start
            return WrittenSeconds.Place(
                end: start + length, file: wall.file, fileStart: fileStart, fileEnd: fileStart + length,
                hasPictures: position.pictures ?? 0 > 0)
        }
    }
}

extension SnippetKey {
    fileprivate func follows(_ other: SnippetKey) -> Bool {
        epoch == other.epoch && index == other.index + 1
    }
}
