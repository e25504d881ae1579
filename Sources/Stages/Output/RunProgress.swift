package import Events
import Foundation
import MediaTypes

/// What a run has come to so far, by the lines it has written.
package struct RunProgress: Sendable {
    package internal(set) var ledger: Ledger
    package private(set) var damage: DamageCounts
    /// Something of the source is lost besides what `damage` counts.
    package private(set) var noticedDamage = false
    /// The last told state of a live source; nil for a file.
    package private(set) var source: SourceStatusRecord?
    /// How often a live source has been connected.
    package private(set) var connections = 0
    /// What is given up because the machine is too slow.
    package private(set) var shed: Set<OverloadRecord.Shed> = []
    /// Outputs that cannot be written at the moment, and why.
    package private(set) var failures: [OutputStatusRecord.Output: String] = [:]
    /// How long after the end of the last second its line was made, by the world's clock: below zero where the source's clock is
    /// ahead; nil for a file.
    package private(set) var delay: Duration?

    init(ledger: Ledger = Ledger(), damage: DamageCounts = .none) {
        self.ledger = ledger
        self.damage = damage
    }

    package var failing: Set<OutputStatusRecord.Output> { Set(failures.keys) }

    package var isDamaged: Bool { noticedDamage || damage != .none }

    /// Counts what a line says.
    ///
    /// - Parameter now: when the line was made.
    mutating func add(_ record: EventRecord, at now: Date) {
        switch record {
        case .snippet(let snippet):
            ledger.add(snippet.state, snippet.span)
            damage += snippet.damage
            delay = snippet.delay(at: now)
        case .gap(let gap): ledger.addGap(gap.span)
        case .sourceStatus(let status): add(status)
        case .overload(let overload):
            if overload.isActive { shed.insert(overload.shed) } else { shed.remove(overload.shed) }
        case .outputStatus(let status):
            failures[status.output] = status.status == .failing ? status.message ?? "" : nil
        default: return
        }
    }

    mutating func noticeDamage() { noticedDamage = true }

    /// Lines wait, because they cannot be written.
    mutating func eventsWait(for cause: String) { failures[.events] = cause }

    private mutating func add(_ status: SourceStatusRecord) {
        let isNew = status.isHealthy && source?.status != "stalled"
        if isNew { connections += 1 }
        source = status
    }
}

extension SnippetRecord {
    fileprivate func delay(at now: Date) -> Duration? {
        guard let time, [.rtcpNTP, .arrival].contains(time.origin) else { return nil }
        let length = span.end.seconds - span.start.seconds
        return .seconds(now.timeIntervalSince1970 - Double(time.time.milliseconds) / 1_000 - length)
    }
}
