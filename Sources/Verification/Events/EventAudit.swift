package import Events
import MediaTypes

/// The event files of a source read from the first line to the last, and what is wrong with them. Lines are numbered over
/// all files.
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
        /// The run that told of it ended without saying so: the video may hold more.
        fileprivate(set) var isBeforeCrash = false

        struct Snippet {
            let state: SnippetState
            let frame: KeyFrame?
            let audio: SnippetAudio?
            let damage: DamageCounts
        }
    }

    /// A file, and the number of its first line.
    package struct File: Sendable {
        package let path: String
        package let firstLine: Int
    }

    package private(set) var files: [File] = []
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
    /// Runs that ended without saying so, and were followed by another.
    private(set) var crashCount = 0
    /// The outputs' older files are removed in time.
    private(set) var removesOldFiles = false

    private var checks: [any LineCheck] = [
        SequenceCheck(), LedgerCheck(), LabelCheck(), VocabularyCheck(), SoundPairCheck(), ClockCheck(), SumCheck(),
    ]

    /// - Parameter paths: in the order in which the files were written.
    /// - Throws: `EventError` where a file cannot be read, or its first line is no event.
    package init(paths: [String]) throws(EventError) {
        for path in paths {
            files.append(File(path: path, firstLine: lineCount + 1))
            if tornBytes > 0 {
                findings.append(
                    Finding(.schema, line: lineCount, "the file ends with a torn line, yet another follows"))
            }
            try read(path)
        }
    }

    private mutating func read(_ path: String) throws(EventError) {
        var reader = try EventReader(path: path)
        let before = lineCount
        var isAtEnd = false
        while !isAtEnd {
            do {
                guard let event = try reader.next() else {
                    isAtEnd = true
                    continue
                }
                take(NumberedLine(number: before + reader.lineNumber, event: event))
            } catch {
                guard case .line(_, let number, let cause) = error, number > 1 else { throw error }
                findings.append(Finding(.schema, line: before + number, "\(cause)"))
            }
        }
        lineCount = before + reader.lineNumber
        tornBytes = reader.tornBytes
    }

    /// The file a line stands in, and its number there.
    package func place(ofLine line: Int) -> (path: String, line: Int)? {
        files.last { $0.firstLine <= line }.map { ($0.path, line - $0.firstLine + 1) }
    }

    /// Whether the last run ended in order.
    package var isFinished: Bool { stop != nil && tornBytes == 0 }

    private mutating func take(_ line: NumberedLine) {
        for index in checks.indices { findings += checks[index].findings(in: line) }
        if case .start(let record) = line.record { take(record, line) }
        stop = nil
        switch line.record {
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

    private mutating func take(_ record: StartRecord, _ line: NumberedLine) {
        let isFirst = start == nil
        if isFirst || line.record.beginsJob { start = record }
        removesOldFiles = line.event.wall.details["keeps"] != nil
        guard !isFirst, stop == nil, !record.continuesFile else { return }
        crashCount += 1
        if !stretches.isEmpty { stretches[stretches.count - 1].isBeforeCrash = true }
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
