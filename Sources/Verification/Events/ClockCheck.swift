import Events
import MediaTypes

/// Inside an epoch the world's time and the video's clock go with media time; over epochs the video's clock runs on.
struct ClockCheck: LineCheck {
    private var epoch: Int?
    /// Of the epoch's first line: the world's time less media time, nil where it is not known.
    private var timeOffset: (origin: EventTime.Origin, microseconds: Int64)??
    /// The video's clock less media time.
    private var videoOffset: Int64?
    /// Where the video's clock stood at the end of the last line.
    private var videoEnd: Int64?
    /// Length of the seconds since then that could not be written: the video's clock may have gone on over them.
    private var unwritten: Int64 = 0

    /// Times are written in milliseconds.
    private static let timeTolerance: Int64 = 1_000
    /// An epoch begins on the video's next whole tick, its ticks being milliseconds at the coarsest.
    private static let videoTolerance: Int64 = 1_001

    mutating func findings(in line: NumberedLine) -> [Finding] {
        guard let span = line.record.ledgerSpan else { return [] }
        if epoch != span.epoch {
            epoch = span.epoch
            timeOffset = nil
            videoOffset = nil
        }
        let (time, video) = line.record.clocks
        if case .snippet = line.record, video == nil {
            unwritten += span.end.microseconds - span.start.microseconds
        }
        return (self.time(time, span) + self.video(video, span)).map { Finding(.clock, line: line.number, $0) }
    }

    private mutating func time(_ time: EventTime?, _ span: MediaSpan) -> [String] {
        let offset = time.map {
            (origin: $0.origin, microseconds: $0.time.milliseconds * 1_000 - span.start.microseconds)
        }
        guard let first = timeOffset else {
            timeOffset = .some(offset)
            return []
        }
        guard let first, let offset else {
            return (first == nil) == (offset == nil) ? [] : ["the world's time is known for part of the epoch only"]
        }
        guard first.origin == offset.origin else {
            return ["the world's time comes from elsewhere than before in the epoch"]
        }
        let drift = abs(first.microseconds - offset.microseconds)
        return drift <= Self.timeTolerance
            ? [] : ["the world's time is off by \(Double(drift) / 1e6) s against the epoch's first line"]
    }

    private mutating func video(_ video: VideoPosition?, _ span: MediaSpan) -> [String] {
        guard let start = video?.start else { return [] }
        defer {
            unwritten = 0
            videoOffset = start - span.start.microseconds
            videoEnd = start + span.end.microseconds - span.start.microseconds
        }
        if let videoOffset {
            let drift = start - span.start.microseconds - videoOffset
            return abs(drift) <= Self.videoTolerance
                ? [] : ["video.pts is off by \(Double(drift) / 1e6) s against the line before"]
        }
        guard let videoEnd else { return [] }
        guard (-Self.videoTolerance...unwritten + Self.videoTolerance).contains(start - videoEnd) else {
            return ["video.pts is \(Double(start) / 1e6) s, the epoch before ended at \(Double(videoEnd) / 1e6) s"]
        }
        return []
    }
}

extension EventRecord {
    fileprivate var clocks: (EventTime?, VideoPosition?) {
        switch self {
        case .snippet(let record): (record.time, record.video)
        case .gap(let record): (record.time, record.video)
        default: (nil, nil)
        }
    }
}

extension MediaTime {
    /// To the nearest microsecond, as event files say times.
    var microseconds: Int64 { rescaled(to: .microseconds).ticks }
}

extension VideoPosition {
    /// Where the stretch starts, in microseconds of the video's clock.
    var start: Int64 { MediaTime(pts, timeBase).microseconds }
}
