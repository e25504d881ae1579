/// Appends a source's events to a file, which is renamed and begun anew where it is large or old enough.
///
/// The new file begins with a `start` line that `continues_file` and carries what the lines before it come to, then the
/// words in force; numbers, tracks and open sounds run on. A file is rotated between two seconds only, so that each file
/// says all about the seconds in it. Where the new file cannot be made, lines go on in the old one, and it is tried again
/// with the next second. Not rotated: the standard output, pipes and devices.
package struct RotatingLog: ~Copyable {
    private var log: EventLog
    private let name: RotatedName
    private let rule: RotationRule
    private let onRotation: @Sendable (Result<String, EventError>) -> Void
    /// What the lines so far say; nil before the first.
    private var state: LogState?
    /// When the file's first line was written.
    private var begun: WallClock?
    /// The lines before those of the file stand in another; the file's own `start` line has still to say so.
    private var owesContinuation = false
    /// Nothing has been said of a second that has no ledger line yet.
    private var isBetweenSeconds = true
    private var hasFailed = false
    /// Facts of the run, which every file's `start` line says.
    private var runDetails = JSONObject()

    /// Begins a file, or goes on with what an earlier run left.
    ///
    /// - Parameters:
    ///   - recovery: of the file, or of the one rotated away last where the file is missing: see ``LogRecovery/latest(_:keep:)``.
    ///   - overwriting: a new file may replace one that is there.
    ///   - waitsForReader: as of `EventLog.create`.
    ///   - onRotation: Called with the old file's new name; or, once for a row of failures, with what keeps the file from
    ///     being rotated.
    /// - Throws: as `EventLog.create` and `EventLog.resume`.
    package init(
        _ path: String, sourceID: String, rule: RotationRule = RotationRule(), continuing recovery: LogRecovery? = nil,
        overwriting: Bool = false, waitsForReader: Bool = true,
        onRotation: @escaping @Sendable (Result<String, EventError>) -> Void = { _ in }
    ) throws(EventError) {
        name = RotatedName(of: path)
        self.rule = rule
        self.onRotation = onRotation
        state = recovery?.state
        guard let recovery, recovery.path == path else {
            log = try EventLog.create(
                path, sourceID: sourceID, firstSeq: recovery?.state.nextSeq ?? 1, overwriting: overwriting,
                waitsForReader: waitsForReader)
            owesContinuation = recovery != nil
            return
        }
        log = try EventLog.resume(recovery, sourceID: sourceID)
        begun = recovery.begun
    }

    /// Writes one line, as `EventLog.append`; rotates before it where that is due.
    ///
    /// - Parameter wall: its `written` is the time by which files are rotated.
    package mutating func append(_ record: EventRecord, wall: WallFields = WallFields()) throws(EventError) {
        rotateIfDue(before: record, at: wall.written)
        if case .start = record { runDetails = wall.details }
        let line = try log.append(owesContinuation ? continuing(record) : record, wall: wall)
        owesContinuation = false
        begun = begun ?? wall.written
        note(line)
    }

    /// As `EventLog.catchUp`.
    package mutating func catchUp() throws(EventError) -> Bool { try log.catchUp() }

    /// As `EventLog.synchronize`.
    package func synchronize() throws(EventError) { try log.synchronize() }

    private mutating func note(_ line: EventLine) {
        if state == nil, case .start(let start) = line.record { state = LogState(start: start, line: line) }
        state?.apply(line)
        switch line.record {
        case .snippet, .gap, .start: isBetweenSeconds = true
        case .soundBegin, .soundUpdate, .soundEnd: isBetweenSeconds = false
        default: break
        }
    }

    private func continuing(_ record: EventRecord) -> EventRecord {
        guard case .start(var start) = record, let state else { return record }
        start.continuesFile = true
        start.carried = state.carried
        return .start(start)
    }
}

extension RotatingLog {
    private mutating func rotateIfDue(before record: EventRecord, at now: WallClock?) {
        guard isBetweenSeconds, let state, let size = log.size, let begun, let now,
            rule.isDue(size: size, begun: begun, now: now)
        else { return }
        if case .stop = record { return }
        do {
            let old = try rotate(state, begun: begun, now: now)
            hasFailed = false
            onRotation(.success(old))
        } catch {
            if !hasFailed { onRotation(.failure(error)) }
            hasFailed = true
        }
    }

    /// At every instant the lines stand under the file's name or under the rotated one; a crash between the two renamings
    /// leaves the file's name free, and the rotated file is gone on with.
    private mutating func rotate(_ state: LogState, begun: WallClock, now: WallClock) throws(EventError) -> String {
        let old = name.free(begun: begun)
        let next = try successor(of: state, now: now)
        do {
            try log.synchronize()
            try FileDescriptor.rename(name.path, to: old)
        } catch {
            FileDescriptor.discard(name.successor)
            throw error
        }
        do {
            try FileDescriptor.rename(name.successor, to: name.path)
        } catch {
            try FileDescriptor.rename(old, to: name.path)
            FileDescriptor.discard(name.successor)
            throw error
        }
        log = next.log
        self.begun = now
        for line in next.lines { note(line) }
        return old
    }

    private struct Successor: ~Copyable {
        var log: EventLog
        var lines: [EventLine] = []
    }

    private func successor(of state: LogState, now: WallClock) throws(EventError) -> Successor {
        FileDescriptor.discard(name.successor)
        do {
            var next = Successor(
                log: try EventLog.create(
                    name.successor, sourceID: log.sourceID, firstSeq: state.nextSeq, shownAs: name.path))
            for record in state.continuation {
                var wall = WallFields(written: now)
                if case .start = record { wall.details = runDetails }
                next.lines.append(try next.log.append(record, wall: wall))
            }
            return next
        } catch {
            FileDescriptor.discard(name.successor)
            throw error
        }
    }
}
