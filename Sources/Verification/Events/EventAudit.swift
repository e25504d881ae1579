package import Events
import MediaTypes

/// An event file read from its first line to its last, and what is wrong with it.
package struct EventAudit {
    /// A stretch the file accounts for, as far as the video and the source are checked against it.
    struct Stretch {
        let line: Int
        let span: MediaSpan
        /// nil for a gap.
        let snippet: Snippet?
        let epochStart: EpochStart?
        let video: VideoPosition?
        let file: String?
        let filePTS: Int64?

        struct Snippet {
            let state: SnippetState
            let frame: KeyFrame?
            let audio: SnippetAudio?
            let damage: DamageCounts
        }
    }

    package let path: String
    package private(set) var lineCount = 0
    package private(set) var tornBytes = 0
    /// Over the whole file.
    package private(set) var ledger = Ledger()
    package private(set) var soundCount = 0
    package private(set) var findings: [Finding] = []
    /// The `start` line of the last job.
    package private(set) var start: StartRecord?
    /// The `stop` line, where it is the last.
    package private(set) var stop: StopRecord?
    private(set) var stretches: [Stretch] = []

    private var checks: [any LineCheck] = [
        SequenceCheck(), LedgerCheck(), LabelCheck(), VocabularyCheck(), SoundPairCheck(), ClockCheck(), SumCheck(),
    ]

    /// - Throws: `EventError` where the file cannot be read, or its first line is no event.
    package init(path: String) throws(EventError) {
        self.path = path
        var reader = try EventReader(path: path)
        var isAtEnd = false
        while !isAtEnd {
            do {
                guard let event = try reader.next() else {
                    isAtEnd = true
                    continue
                }
                take(NumberedLine(number: reader.lineNumber, event: event))
            } catch {
                guard case .line(_, let number, let cause) = error, number > 1 else { throw error }
                findings.append(Finding(.schema, line: number, "\(cause)"))
            }
        }
        lineCount = reader.lineNumber
        tornBytes = reader.tornBytes
    }

    /// Whether the last run ended in order.
    package var isFinished: Bool { stop != nil && tornBytes == 0 }

    private mutating func take(_ line: NumberedLine) {
        for index in checks.indices { findings += checks[index].findings(in: line) }
        stop = nil
        switch line.record {
        case .start(let record): if start == nil || line.record.beginsJob { start = record }
        case .snippet(let record):
            ledger.add(record.state, record.span)
            stretches.append(Stretch(line: line.number, snippet: record, wall: line.event.wall))
        case .gap(let record):
            ledger.addGap(record.span)
            stretches.append(Stretch(line: line.number, gap: record, wall: line.event.wall))
        case .soundBegin: soundCount += 1
        case .stop(let record): stop = record
        default: break
        }
    }
}

extension EventAudit.Stretch {
    fileprivate init(line: Int, snippet: SnippetRecord, wall: WallFields) {
        self.init(
            line: line, span: snippet.span,
            snippet: Snippet(
                state: snippet.state, frame: snippet.frame, audio: snippet.audio, damage: snippet.damage),
            epochStart: snippet.epochStart, video: snippet.video, file: wall.file, filePTS: wall.filePTS)
    }

    fileprivate init(line: Int, gap: GapRecord, wall: WallFields) {
        self.init(
            line: line, span: gap.span, snippet: nil, epochStart: gap.epochStart, video: gap.video, file: wall.file,
            filePTS: wall.filePTS)
    }

    /// Where the stretch lies in its file, in microseconds of the file's own clock; nil where no video is written.
    var fileStart: Int64? {
        guard let video else { return nil }
        return filePTS.map { MediaTime($0, video.timeBase).microseconds } ?? video.start
    }

    /// In microseconds.
    var length: Int64 { span.end.microseconds - span.start.microseconds }
}
