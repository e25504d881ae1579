import Events
import Media
import MediaTypes
import Snippets

/// A second or a gap as the source gives it when it is cut again.
struct SourceStretch {
    let span: MediaSpan
    /// nil for a gap.
    let second: Second?

    struct Second {
        /// Pictures at their own timestamps, in microseconds of the source's clock.
        let pictures: Set<Int64>
        let pictureCount: Int
        let hasSound: Bool
        let missingSamples: Int
    }
}

extension SourceStretch {
    init(_ snippet: Snippet) {
        span = MediaSpan(epoch: snippet.key.epoch, start: snippet.start, length: snippet.duration)
        second = Second(
            pictures: Set(snippet.recording.pictures.map { $0.frame.pts.microseconds }),
            pictureCount: snippet.recording.pictures.count + snippet.recording.shedPictures,
            hasSound: snippet.soundSamples > 0, missingSamples: snippet.missing)
    }

    init(_ gap: Gap) {
        span = MediaSpan(epoch: gap.epoch, start: gap.span.lowerBound, end: gap.span.upperBound)
        second = nil
    }
}
