import Analysis
import Events
import MediaTypes
import Snippets

/// Where in the source the events stand: the open epoch, and how much was watched before it.
struct EpochPosition {
    private var number = 0
    /// Said in the first line of the epoch.
    private var start: EpochStart?
    private var clock: WorldClock

    /// The position behind what an earlier run has written.
    ///
    /// - Parameter origin: the world's time of a file's first instant.
    init(origin: EventTime?, resuming earlier: LogState?) {
        number = earlier?.end?.epoch ?? 0
        clock = WorldClock(first: origin, resuming: earlier)
    }

    /// See `WallFields`.
    var senderAhead: Int? { clock.senderAhead }

    mutating func begin(_ epoch: Epoch, at watched: MediaTime) {
        number = epoch.number
        start = EpochStart(epoch)
        clock.begin(epoch, at: watched)
    }

    mutating func record(_ second: LinkedSnippet, _ span: RecordedSpan?, _ context: EventContext) -> SnippetRecord {
        let snippet = second.snippet
        defer { start = nil }
        return SnippetRecord(
            span: MediaSpan(epoch: number, start: snippet.start, length: snippet.duration),
            state: SnippetState(second.state), reason: second.dropReason?.rawValue, time: clock.time(snippet.start),
            audio: SnippetAudio(second), frame: KeyFrame(snippet), window: second.window.map(SnippetWindow.init),
            labels: zip(second.labels.labels, second.tracks).map(LabelRecord.init),
            below: second.labels.below.map { WordScore(word: $0.word, score: Double($0.score)) },
            vocabulary: context.vocabulary.vocabulary, model: context.start.model, video: span.map(VideoPosition.init),
            damage: DamageCounts(snippet.damage), epochStart: start)
    }

    mutating func record(_ gap: Gap) -> GapRecord {
        defer { start = nil }
        return GapRecord(
            span: MediaSpan(epoch: number, start: gap.span.lowerBound, end: gap.span.upperBound),
            reason: gap.reason.rawValue, time: clock.time(gap.span.lowerBound), video: nil, epochStart: start)
    }

    func record(_ event: TrackEvent) -> EventRecord {
        switch event {
        case .begin(let track):
            .soundBegin(
                SoundBeginRecord(
                    track: track.id, label: track.word, known: track.split, epoch: number, start: track.begin,
                    time: clock.time(track.begin), score: Double(track.score), sounding: Double(track.sounding)))
        case .update(let track):
            .soundUpdate(
                SoundUpdateRecord(
                    track: track.id, label: track.word, span: span(of: track), time: clock.time(track.end),
                    score: Double(track.score), sounding: Double(track.sounding)))
        case .end(let track, let reason):
            .soundEnd(
                SoundEndRecord(
                    track: track.id, label: track.word, span: span(of: track), time: clock.time(track.end),
                    reason: SoundEndRecord.Reason(reason), score: Double(track.score),
                    sounding: Double(track.sounding)))
        }
    }

    private func span(of track: Track) -> MediaSpan {
        MediaSpan(epoch: number, start: track.begin, end: track.end)
    }
}
