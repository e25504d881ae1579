import Analysis
import Events
import Foundation
import MediaTypes
import Snippets

/// Says in events what has been recorded: everything a second began, carried on or ended, then the line of the second.
package struct EventOutput<Destination: EventDestination & ~Copyable>: ~Copyable {
    private var delivery: EventDelivery<Destination>
    private var context: EventContext
    private let endsBySignal: @Sendable () -> Bool
    private let report: @Sendable (RunProgress) -> Void
    private var progress: RunProgress
    private var epoch: EpochPosition
    private var messages: [String] = []

    /// Writes the `start` and `vocabulary` lines.
    ///
    /// - Parameters:
    ///   - outlivesTrouble: Lines that cannot be written wait, so that the run goes on, up to the bound of `EventBacklog`.
    ///   - endsBySignal: Asked at the end of the stream: whether somebody stopped the run.
    ///   - report: Called after each line but those of sounds.
    package init(
        _ destination: consuming Destination, context: EventContext, outlivesTrouble: Bool = false,
        endsBySignal: @escaping @Sendable () -> Bool,
        report: @escaping @Sendable (RunProgress) -> Void
    ) throws {
        delivery = EventDelivery(destination, outlivesTrouble: outlivesTrouble)
        self.context = context
        self.endsBySignal = endsBySignal
        self.report = report
        let job = context.start.resumedAfter == nil ? nil : context.earlier
        progress = RunProgress(ledger: job?.ledger ?? Ledger(), damage: job?.damage ?? .none)
        epoch = EpochPosition(origin: context.origin, resuming: context.earlier)
        try deliver(.start(context.start), wall: WallFields(written: .now, details: context.runDetails))
        try write(.vocabulary(context.vocabulary))
    }

    mutating func tell(_ input: RecordedItem) throws {
        if let status = input.outputStatus { try write(.outputStatus(status)) }
        switch input.item {
        case .epoch(let began, let ended):
            try write(ended)
            epoch.begin(began, at: progress.ledger.total)
        case .second(let second):
            try write(second.events)
            try write(second, input)
        case .gap(let gap, let ended):
            try write(ended)
            try write(gap)
        case .notice(let notice):
            if notice.isDamage { progress.noticeDamage() }
            messages.append(notice.description)
        case .status(let status):
            try write(.sourceStatus(SourceStatusRecord(status)))
        case .watched(let instant):
            try write(.heartbeat(HeartbeatRecord(epoch: instant.epoch, end: instant.end)))
        case .overload(let record):
            try write(.overload(record))
        case .vocabulary(let record, let ended):
            try write(ended)
            context.vocabulary = record
            try write(.vocabulary(record))
        case .end(let ended):
            try write(ended)
        }
    }

    /// Writes the `stop` line.
    mutating func finish() throws {
        try write(
            .stop(
                StopRecord(
                    reason: endsBySignal() ? .signal : .endOfStream,
                    outcome: progress.isDamaged ? .damaged : .complete, ledger: progress.ledger,
                    damage: progress.damage,
                    message: messages.isEmpty ? nil : messages.joined(separator: "; "))))
        delivery.awaitReader()
    }
}

extension EventOutput where Destination: ~Copyable {
    private mutating func write(_ second: LinkedSnippet, _ item: RecordedItem) throws {
        try deliver(
            .snippet(epoch.record(second, item.span, context)),
            wall: WallFields(
                written: .now, file: item.span.map { URL(filePath: $0.file).lastPathComponent },
                filePTS: item.span.flatMap(\.filePTS), senderAhead: epoch.senderAhead,
                latency: second.latency.joined(with: item.latency).wallFields,
                details: JSONObject(second.snippet.drift)))
    }

    private mutating func write(_ gap: Gap) throws {
        try deliver(.gap(epoch.record(gap)), wall: WallFields(written: .now, senderAhead: epoch.senderAhead))
    }

    private mutating func write(_ events: [TrackEvent]) throws {
        for event in events {
            try write(epoch.record(event))
        }
    }

    private mutating func write(_ record: EventRecord) throws {
        try deliver(record, wall: WallFields(written: .now))
    }
}

extension EventOutput where Destination: ~Copyable {
    private mutating func deliver(_ record: EventRecord, wall: WallFields) throws {
        progress.add(record, at: .now)
        let outcome = try delivery.deliver(record, wall: wall)
        if let restored = outcome.restored { progress.add(.outputStatus(restored), at: .now) }
        if let cause = outcome.cause { progress.eventsWait(for: cause) }
        for snippet in outcome.shortened { progress.ledger.change(snippet.span, from: snippet.state, to: .dropped) }
        if !record.isOfSound { report(progress) }
    }
}

extension EventRecord {
    fileprivate var isOfSound: Bool {
        switch self {
        case .soundBegin, .soundUpdate, .soundEnd: true
        default: false
        }
    }
}
