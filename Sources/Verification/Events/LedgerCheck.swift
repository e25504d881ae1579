import Events
import MediaTypes

/// Every second of the source's life has exactly one line: no hole, no overlap, epochs counted from 0.
struct LedgerCheck: LineCheck {
    private var last: (line: Int, span: MediaSpan, isShort: Bool)?
    /// The lines before the first of this file stand in another.
    private var continuesFile = false
    private static let second = MediaTime(seconds: 1)

    mutating func findings(in line: NumberedLine) -> [Finding] {
        if case .start(let start) = line.record { return begin(start, line) }
        guard let span = line.record.ledgerSpan else { return [] }
        var findings = place(span, line) + ownFindings(line.record, span, line.number)
        if let last, last.isShort, last.span.epoch == span.epoch, case .snippet = line.record {
            let message = "the second from \(place(last.span)) ends early, but its epoch goes on"
            findings.append(Finding(.ledger, line: last.line, message))
        }
        last = (line.number, span, span.end - span.start < Self.second)
        return findings
    }

    /// The lines of a file go on where those in the file before it, or what it says of them, end.
    private mutating func begin(_ start: StartRecord, _ line: NumberedLine) -> [Finding] {
        // A file may be rotated before its first second.
        let isFresh = start.carried.map { $0.end == nil } ?? false
        if last == nil { continuesFile = start.continuesFile && !isFresh }
        guard start.continuesFile, let end = start.carried?.end else { return [] }
        guard let last else {
            last = (line.number, MediaSpan(epoch: end.epoch, start: end.time, end: end.time), false)
            return []
        }
        guard last.span.epoch != end.epoch || last.span.end != end.time else { return [] }
        let message = "the file goes on behind epoch \(end.epoch), \(end.time.seconds) s, the lines before it end at "
        return [finding(line, message + "epoch \(last.span.epoch), \(last.span.end.seconds) s")]
    }

    private func place(_ span: MediaSpan, _ line: NumberedLine) -> [Finding] {
        guard let last else {
            let isFirst = span.epoch == 0 && span.start == .zero
            return isFirst || continuesFile ? [] : [finding(line, "the ledger begins at \(place(span))")]
        }
        guard span.epoch == last.span.epoch else { return epochFindings(span, last.span, line) }
        guard span.start != last.span.end else { return [] }
        let word = span.start > last.span.end ? "hole" : "overlap"
        let length = (span.start > last.span.end ? span.start - last.span.end : last.span.end - span.start).seconds
        return [finding(line, "\(word) of \(length) s before \(place(span))")]
    }

    private func epochFindings(_ span: MediaSpan, _ last: MediaSpan, _ line: NumberedLine) -> [Finding] {
        guard span.epoch == last.epoch + 1 else {
            return [finding(line, "epoch \(span.epoch) follows epoch \(last.epoch)")]
        }
        return span.start == .zero
            ? [] : [finding(line, "epoch \(span.epoch) begins at \(span.start.seconds) s, not at 0")]
    }

    private func ownFindings(_ record: EventRecord, _ span: MediaSpan, _ number: Int) -> [Finding] {
        var findings: [Finding] = []
        if span.start == span.end { findings.append(Finding(.ledger, line: number, "\(place(span)) has no length")) }
        let opensEpoch = last.map { $0.span.epoch != span.epoch } ?? !continuesFile
        if record.hasEpochStart != opensEpoch {
            let message =
                opensEpoch ? "the epoch's first line does not say how it began" : "epoch_start stands inside an epoch"
            findings.append(Finding(.ledger, line: number, message))
        }
        if case .snippet(let snippet) = record { findings += snippetFindings(snippet, number) }
        return findings
    }

    private func snippetFindings(_ snippet: SnippetRecord, _ number: Int) -> [Finding] {
        var problems: [String] = []
        if snippet.span.start != MediaTime(seconds: snippet.key.index) {
            problems.append("does not begin on a whole second")
        }
        if snippet.span.end - snippet.span.start > Self.second { problems.append("is longer than a second") }
        if (snippet.state == .dropped) != (snippet.reason != nil) {
            problems.append(
                "is \(snippet.state.rawValue), yet " + (snippet.reason == nil ? "says no reason" : "says a reason"))
        }
        if snippet.state == .noVideo, snippet.frame != nil { problems.append("is no_video, yet has a picture") }
        if snippet.state == .analysed, snippet.frame == nil || snippet.audio == nil || snippet.window == nil {
            problems.append("is analysed, yet lacks picture, sound or window")
        }
        if let window = snippet.window, !(window.from...window.to).contains(snippet.key.index) {
            problems.append("lies outside its window \(window.from)…\(window.to)")
        }
        return problems.map { Finding(.ledger, line: number, "\(place(snippet.span)) \($0)") }
    }

    private func finding(_ line: NumberedLine, _ message: String) -> Finding {
        Finding(.ledger, line: line.number, message)
    }

    private func place(_ span: MediaSpan) -> String { "epoch \(span.epoch), \(span.start.seconds) s" }
}

extension EventRecord {
    fileprivate var hasEpochStart: Bool {
        switch self {
        case .snippet(let record): record.epochStart != nil
        case .gap(let record): record.epochStart != nil
        default: false
        }
    }
}
