import Events

/// One rule over the lines of an event file, in their order.
protocol LineCheck {
    /// - Returns: what is wrong with the line, after those before it.
    mutating func findings(in line: NumberedLine) -> [Finding]
}

/// A line and its number, from 1 over all files.
struct NumberedLine {
    let number: Int
    let event: EventLine

    var record: EventRecord { event.record }
}

extension EventRecord {
    /// The stretch of the source a ledger line accounts for, nil for other lines.
    var ledgerSpan: MediaSpan? {
        switch self {
        case .snippet(let record): record.span
        case .gap(let record): record.span
        default: nil
        }
    }

    /// Whether the line begins a job of its own instead of continuing one.
    var beginsJob: Bool {
        if case .start(let start) = self { start.resumedAfter == nil && !start.continuesFile } else { false }
    }
}
