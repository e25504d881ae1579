import Analysis
import Events
import MediaTypes
import Snippets

/// Where in the source the events stand: the open epoch, and how much was watched before it.
struct EpochPosition {
    private var number = 0
    /// Media time watched before the epoch began: its place on the clock that runs on over epochs.
    private var offset = MediaTime.zero
    /// Said in the first line of the epoch.
    private var start: EpochStart?
    /// The world's time of the epoch's media time 0, where the source is live.
    private var origin: EventTime?

    /// The position behind what an earlier run has written.
    init(resuming earlier: LogState?) {
        guard let earlier, let last = earlier.recent.last, let span = last.ledgerSpan else { return }
        number = span.epoch
        offset = earlier.ledger.total - span.end
        origin = last.ledgerTime.flatMap { $0.isLive ? $0 - span.start : nil }
    }

    mutating func begin(_ epoch: Epoch, at watched: MediaTime) {
        number = epoch.number
        start = EpochStart(epoch)
        offset = watched
        origin = epoch.origin.map(EventTime.init)
    }

    mutating func record(_ second: LinkedSnippet, _ span: RecordedSpan?, _ context: EventContext) -> SnippetRecord {
        let snippet = second.snippet
        defer { start = nil }
        return SnippetRecord(
            span: MediaSpan(epoch: number, start: snippet.start, length: snippet.duration),
            state: SnippetState(second.state), reason: second.dropReason?.rawValue, time: time(snippet.start, context),
            audio: SnippetAudio(second), frame: KeyFrame(snippet), window: second.window.map(SnippetWindow.init),
            labels: zip(second.labels.labels, second.tracks).map(LabelRecord.init),
            below: second.labels.below.map { WordScore(word: $0.word, score: Double($0.score)) },
            vocabulary: context.vocabulary.vocabulary, model: context.start.model, video: span.map(VideoPosition.init),
            damage: DamageCounts(snippet.damage), epochStart: start)
    }

    mutating func record(_ gap: Gap, _ context: EventContext) -> GapRecord {
        defer { start = nil }
        return GapRecord(
            span: MediaSpan(epoch: number, start: gap.span.lowerBound, end: gap.span.upperBound),
            reason: gap.reason.rawValue, time: time(gap.span.lowerBound, context), video: nil, epochStart: start)
    }

    func record(_ event: TrackEvent, _ context: EventContext) -> EventRecord {
        switch event {
        case .begin(let track):
            .soundBegin(
                SoundBeginRecord(
                    track: track.id, label: track.word, known: track.split, epoch: number, start: track.begin,
                    time: time(track.begin, context), score: Double(track.score), sounding: Double(track.sounding)))
        case .update(let track):
            .soundUpdate(
                SoundUpdateRecord(
                    track: track.id, label: track.word, span: span(of: track), time: time(track.end, context),
                    score: Double(track.score), sounding: Double(track.sounding)))
        case .end(let track, let reason):
            .soundEnd(
                SoundEndRecord(
                    track: track.id, label: track.word, span: span(of: track), time: time(track.end, context),
                    reason: SoundEndRecord.Reason(reason), score: Double(track.score),
                    sounding: Double(track.sounding)))
        }
    }

    private func span(of track: Track) -> MediaSpan {
        MediaSpan(epoch: number, start: track.begin, end: track.end)
    }

    private func time(_ instant: MediaTime, _ context: EventContext) -> EventTime? {
        if let origin { return origin + instant }
        return context.origin.map { $0 + (offset + instant) }
    }
}

extension EventRecord {
    /// The stretch a ledger line tells of.
    var ledgerSpan: MediaSpan? {
        switch self {
        case .snippet(let record): record.span
        case .gap(let record): record.span
        default: nil
        }
    }

    /// The world's time of its start.
    var ledgerTime: EventTime? {
        switch self {
        case .snippet(let record): record.time
        case .gap(let record): record.time
        default: nil
        }
    }
}

extension EventTime {
    /// Each epoch of a live source has a time of its own.
    fileprivate var isLive: Bool { origin == .arrival || origin == .rtcpNTP }

    fileprivate static func - (time: EventTime, elapsed: MediaTime) -> EventTime {
        time + (MediaTime.zero - elapsed)
    }

    fileprivate static func + (origin: EventTime, elapsed: MediaTime) -> EventTime {
        let milliseconds = elapsed.rescaled(to: .milliseconds).ticks
        return EventTime(time: WallClock(milliseconds: origin.time.milliseconds + milliseconds), origin: origin.origin)
    }
}
