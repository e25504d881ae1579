import MediaTypes

/// Turns events into lines for people: when, how loud, what sounds, and a column for each sound that lasts.
///
/// Keeps the sounds open so far, so lines have to come in the file's order.
package struct EventFormatter: Sendable {
    private let palette: Palette
    private var columns = SoundColumns()

    /// - Parameter isColored: whether to write the terminal's colours.
    package init(isColored: Bool) {
        palette = Palette(isColored: isColored)
    }

    /// What to print for an event, nil where there is nothing to say to people.
    package mutating func text(for line: EventLine) -> String? {
        switch line.record {
        case .snippet(let record): return text(record)
        case .gap(let record): return text(record)
        case .soundBegin(let record):
            columns.open(record.track)
            return nil
        case .soundUpdate, .heartbeat: return nil
        case .soundEnd(let record): return text(record)
        case .start(let record): return rule(Self.text(record, of: line.sourceID))
        case .vocabulary(let record): return note(Self.text(record))
        case .sourceStatus(let record):
            return note("source \(record.status)" + Self.parenthesised(record.reason) + Self.suffix(record.message))
        case .outputStatus(let record):
            return note("\(record.output.rawValue) \(record.status.rawValue)" + Self.suffix(record.message))
        case .overload(let record): return note(Self.text(record))
        case .stop(let record): return rule(Self.text(record))
        case .other(let type, _): return note("\(type) (of a later version)")
        }
    }

    private mutating func text(_ record: SnippetRecord) -> String {
        for label in record.labels { columns.open(label.track) }
        let sounding = columns.drawn(labelled: Set(record.labels.map(\.track)), palette: palette)
        let level = LevelBar.text(record.audio)
        return prefix(record.span, record.time) + palette.dim(level) + "  " + sounding + "  " + finding(record)
    }

    private func finding(_ record: SnippetRecord) -> String {
        switch record.state {
        case .dropped: palette.warning("not analysed" + Self.parenthesised(record.reason))
        case .noVideo: palette.dim("no picture")
        case .noAudio: palette.dim("no sound")
        case .silent: palette.dim("silent")
        case .analysed where record.labels.isEmpty: palette.dim(Self.nearly(record.below))
        case .analysed:
            record.labels.map { palette.bold($0.label) + " " + Decimal.percent($0.score) }.joined(separator: ", ")
        }
    }

    private mutating func text(_ record: GapRecord) -> String {
        prefix(record.span, record.time)
            + palette.warning("gap of \(Self.length(record.span)) (\(record.reason))")
    }

    private mutating func text(_ record: SoundEndRecord) -> String {
        columns.close(record.track)
        let text = "\(record.label) sounded for \(Self.length(record.span))"
        return prefix(MediaSpan(epoch: record.span.epoch, start: record.span.end, end: record.span.end), record.time)
            + palette.dim(text + (record.reason == .silence ? "" : " (\(record.reason.rawValue))"))
    }

    /// The world's time where it is known, and the place in the source.
    private func prefix(_ span: MediaSpan, _ time: EventTime?) -> String {
        let clock = time.map { String($0.time.text.dropFirst(11).prefix(8)) + "  " } ?? ""
        return palette.dim(clock) + MediaClock.aligned(span.start) + "  "
    }

    private func rule(_ text: String) -> String { palette.bold("── \(text) ──") }

    private func note(_ text: String) -> String { palette.dim("·· ") + text }
}

/// The texts that need nothing but the record.
extension EventFormatter {
    private static func text(_ record: StartRecord, of sourceID: String) -> String {
        let words = record.words.map { ", words: " + $0.joined(separator: ", ") } ?? ""
        let model = record.model.prefix { $0 != "@" }
        let place = record.resumedAfter.map { ", resumed after \(MediaClock.text(MediaTime(seconds: $0.index)))" } ?? ""
        return "\(sourceID): \(record.source.name), model \(model)\(words)\(place)"
    }

    private static func text(_ record: VocabularyRecord) -> String {
        let shown = record.words.prefix(12).map(\.word).joined(separator: ", ")
        let more = record.words.count - 12
        return "listening for \(shown)" + (more > 0 ? " and \(more) more" : "")
    }

    private static func text(_ record: OverloadRecord) -> String {
        "\(MediaClock.text(record.start))  too slow: \(record.shed.rawValue) "
            + (record.isActive ? "given up" : "taken up again") + suffix(record.message)
    }

    private static func text(_ record: StopRecord) -> String {
        var parts = SnippetState.allCases.compactMap { state -> String? in
            let length = record.ledger[state]
            return length > .zero ? "\(Decimal.seconds(length)) s \(state.rawValue)" : nil
        }
        if record.ledger.gaps > .zero { parts.append("\(Decimal.seconds(record.ledger.gaps)) s gap") }
        let sum = parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")
        return "stopped (\(record.reason.rawValue)), \(record.outcome.rawValue)\(sum)\(suffix(record.message))"
    }

    private static func nearly(_ below: [WordScore]) -> String {
        guard let best = below.first else { return "–" }
        return "– (nearly \(best.word) \(Decimal.percent(best.score)))"
    }

    private static func length(_ span: MediaSpan) -> String {
        Decimal.seconds(span.end - span.start) + " s"
    }

    private static func parenthesised(_ text: String?) -> String { text.map { " (\($0))" } ?? "" }

    private static func suffix(_ text: String?) -> String { text.map { ": \($0)" } ?? "" }
}
