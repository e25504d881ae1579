import Events
import Foundation

/// Brings event lines to their destination in their order; those that cannot be written wait where the run outlives that.
struct EventDelivery<Destination: EventDestination & ~Copyable>: ~Copyable {
    private var destination: Destination
    /// Nil where a destination that cannot be written ends the run.
    private var backlog: EventBacklog?

    /// How long the end waits for a reader, and how often he is tried, in microseconds.
    private static var readerLimit: Duration { .seconds(1) }
    private static var readerPatience: useconds_t { 10_000 }

    init(_ destination: consuming Destination, outlivesTrouble: Bool) {
        self.destination = destination
        backlog = outlivesTrouble ? EventBacklog() : nil
    }

    /// What became of a line.
    struct Outcome {
        /// What was said after lines that had waited.
        var restored: OutputStatusRecord?
        /// What keeps the line from being written, so that it waits.
        var cause: String?
        /// Seconds that waited and whose findings had to go.
        var shortened: [SnippetRecord] = []
    }

    /// - Throws: where the line could be neither written nor kept.
    mutating func deliver(_ record: EventRecord, wall: WallFields) throws -> Outcome {
        var outcome = Outcome()
        do {
            outcome.restored = try deliverBacklog()
            try destination.write(record, wall: wall)
        } catch {
            guard let shortened = backlog?.append(record, wall: wall, cause: "\(error)") else { throw error }
            outcome.shortened = shortened
            outcome.cause = "\(error)"
        }
        return outcome
    }

    /// A reader who is only slow still gets everything; one who takes nothing does not hold up the end.
    mutating func awaitReader() {
        let deadline = ContinuousClock.now + Self.readerLimit
        while backlog != nil, ContinuousClock.now < deadline, !hasDeliveredAll() { usleep(Self.readerPatience) }
    }

    private mutating func hasDeliveredAll() -> Bool {
        do {
            _ = try deliverBacklog()
            return try destination.catchUp()
        } catch {
            // Said already, when the line had to wait.
            return false
        }
    }

    /// - Returns: what was said after them; nil where none waited.
    private mutating func deliverBacklog() throws -> OutputStatusRecord? {
        guard let waiting = backlog?.lines, !waiting.isEmpty, let cause = backlog?.cause else { return nil }
        var written = 0
        defer { backlog?.removeFirst(written) }
        for line in waiting {
            try destination.write(line.record, wall: line.wall)
            written += 1
        }
        let message = "\(waiting.count) lines have waited: \(cause)"
        let restored = OutputStatusRecord(output: .events, status: .restored, message: message)
        try destination.write(.outputStatus(restored), wall: WallFields(written: .now))
        return restored
    }
}
