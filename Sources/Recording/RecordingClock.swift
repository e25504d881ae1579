import MediaTypes

/// Maps the media times of epochs to the one clock of a recording: it starts at a given time, and an epoch begins where
/// the one before it ended, on a whole millisecond.
struct RecordingClock {
    let start: MediaTime
    private var epoch: Int?
    /// Recording time of the epoch's media time 0, in milliseconds.
    private(set) var offset = MediaTime(0, .milliseconds)
    private var end: MediaTime

    init(startingAt start: MediaTime) {
        self.start = start
        end = start
    }

    /// Where a snippet begins in the recording.
    mutating func place(_ key: SnippetKey, start snippetStart: MediaTime, duration: MediaTime) -> MediaTime {
        if epoch != key.epoch {
            let begin = epoch == nil ? start : end
            offset = begin.roundedUpToMilliseconds - snippetStart
            epoch = key.epoch
        }
        let position = offset + snippetStart
        end = max(end, position + duration)
        return position
    }
}

extension MediaTime {
    /// A media time on the file's clock, in ticks of a track.
    func fileTicks(_ timeBase: TimeBase, offset: MediaTime) -> Int64 {
        rescaled(to: timeBase).ticks + offset.rescaled(to: timeBase).ticks
    }

    fileprivate var roundedUpToMilliseconds: MediaTime {
        let nearest = rescaled(to: .milliseconds)
        return nearest < self ? nearest + MediaTime(1, .milliseconds) : nearest
    }
}
