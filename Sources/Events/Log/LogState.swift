package import MediaTypes

/// What the lines of a source's file say, taken together.
package struct LogState: Sendable {
    /// The `start` line of the job: the last that does not continue an earlier one.
    package private(set) var start: StartRecord
    /// The number the next line gets.
    package private(set) var nextSeq: Int
    /// Higher than every track so far.
    package private(set) var nextTrack = 1
    /// Sounds that have begun and not ended, by track.
    package var openSounds: [OpenSound] { open.sorted }
    /// The last `snippet` and `gap` records, oldest first, five at most.
    package private(set) var recent: [EventRecord] = []
    package private(set) var vocabulary: VocabularyRecord?
    /// Over the job's lines.
    package private(set) var ledger = Ledger()
    package private(set) var damage = DamageCounts.none
    /// The `stop` line, where it is the last.
    package private(set) var stop: StopRecord?

    /// Where the ledger has come to; nil before its first line.
    package private(set) var end: LedgerEnd?
    /// Where the recording has come to; nil where nothing has been recorded.
    package private(set) var videoEnd: MediaTime?

    private static let recentCount = 5
    private var open = OpenSounds()

    init(start: StartRecord, line: EventLine) {
        self.start = start
        nextSeq = line.seq
        if let carried = start.carried { take(carried) }
    }

    private mutating func take(_ carried: CarriedState) {
        nextTrack = carried.nextTrack
        open = OpenSounds(carried.openSounds)
        ledger = carried.ledger
        damage = carried.damage
        end = carried.end
        videoEnd = carried.videoEnd
    }

    /// The last second told of, nil before the first.
    package var lastSnippet: SnippetRecord? {
        for record in recent.reversed() {
            if case .snippet(let snippet) = record { return snippet }
        }
        return nil
    }

    mutating func apply(_ line: EventLine) {
        nextSeq = line.seq == .max ? line.seq : line.seq + 1
        stop = nil
        open.apply(line.record)
        switch line.record {
        case .start(let record): apply(record)
        case .snippet(let record): apply(record, line.wall)
        case .gap(let record):
            ledger.addGap(record.span)
            end = LedgerEnd(record.span, start: record.time, senderAhead: line.wall.senderAhead)
            remember(line.record)
        case .soundBegin(let record): nextTrack = max(nextTrack, record.track &+ 1)
        case .vocabulary(let record): vocabulary = record
        case .stop(let record): stop = record
        default: break
        }
    }

    private mutating func apply(_ record: StartRecord) {
        guard record.resumedAfter == nil, !record.continuesFile else { return }
        start = record
        ledger = Ledger()
        damage = .none
    }

    private mutating func apply(_ record: SnippetRecord, _ wall: WallFields) {
        ledger.add(record.state, record.span)
        damage += record.damage
        end = LedgerEnd(record.span, start: record.time, senderAhead: wall.senderAhead)
        if let video = record.video {
            videoEnd =
                MediaTime(video.pts, video.timeBase).rescaled(to: .microseconds)
                + (record.span.end.rescaled(to: .microseconds) - record.span.start)
        }
        nextTrack = record.labels.reduce(nextTrack) { max($0, $1.track &+ 1) }
        remember(.snippet(record))
    }

    private mutating func remember(_ record: EventRecord) {
        recent.append(record)
        if recent.count > Self.recentCount { recent.removeFirst() }
    }
}

extension LogState {
    /// The `start` line as it would be now.
    package var startNow: StartRecord { vocabulary.map(start.saying) ?? start }

    /// What a further file has to say of the lines so far.
    var carried: CarriedState {
        CarriedState(
            end: end, videoEnd: videoEnd, nextTrack: nextTrack, openSounds: openSounds.map(\.carried), ledger: ledger,
            damage: damage)
    }

    /// The first lines of a further file.
    var continuation: [EventRecord] {
        var start = startNow
        start.resumedAfter = nil
        start.continuesFile = true
        start.carried = carried
        return [.start(start)] + (vocabulary.map { [.vocabulary($0)] } ?? [])
    }
}
