/// What the lines of a source's file say, taken together.
package struct LogState: Sendable {
    /// The `start` line of the job: the last that does not continue an earlier one.
    package private(set) var start: StartRecord
    package let sourceID: String
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

    private static let recentCount = 5
    private var open = OpenSounds()

    init(start: StartRecord, line: EventLine) {
        self.start = start
        sourceID = line.sourceID
        nextSeq = line.seq
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
        case .snippet(let record): apply(record)
        case .gap(let record):
            ledger.addGap(record.span)
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

    private mutating func apply(_ record: SnippetRecord) {
        ledger.add(record.state, record.span)
        damage += record.damage
        nextTrack = record.labels.reduce(nextTrack) { max($0, $1.track &+ 1) }
        remember(.snippet(record))
    }

    private mutating func remember(_ record: EventRecord) {
        recent.append(record)
        if recent.count > Self.recentCount { recent.removeFirst() }
    }
}
