import Events

/// Lines are numbered without a hole, belong to one source, and begin with what is watched. A new job may call its source
/// by another name.
struct SequenceCheck: LineCheck {
    private var sourceID: String?
    private var last: Int?
    private var hasStopped = false

    mutating func findings(in line: NumberedLine) -> [Finding] {
        defer {
            if sourceID == nil || isNextJob(line) { sourceID = line.event.sourceID }
            last = line.event.seq
        }
        return beginning(line) + source(line) + number(line) + stop(line)
    }

    private func beginning(_ line: NumberedLine) -> [Finding] {
        guard last == nil else { return [] }
        guard case .start(let start) = line.record else {
            return [
                Finding(
                    .sequence, line: line.number, "the file begins with a \(line.record.typeName) line, not with start")
            ]
        }
        guard !start.continuesFile, line.event.seq != 1 else { return [] }
        return [Finding(.sequence, line: line.number, "the first line has seq \(line.event.seq), not 1")]
    }

    private func source(_ line: NumberedLine) -> [Finding] {
        guard let sourceID, sourceID != line.event.sourceID, !isNextJob(line) else { return [] }
        return [
            Finding(.sequence, line: line.number, "the source is \(line.event.sourceID), before it was \(sourceID)")
        ]
    }

    private func isNextJob(_ line: NumberedLine) -> Bool {
        line.record.beginsJob && last.map { $0 &+ 1 == line.event.seq } ?? false
    }

    private func number(_ line: NumberedLine) -> [Finding] {
        guard let last, line.event.seq != last &+ 1 else { return [] }
        let found = line.event.seq
        let problem = found > last ? "\(found - last - 1) lines are missing before it" : "it is doubled or out of order"
        return [Finding(.sequence, line: line.number, "seq \(found) follows \(last): \(problem)")]
    }

    private mutating func stop(_ line: NumberedLine) -> [Finding] {
        defer { if case .stop = line.record { hasStopped = true } else { hasStopped = false } }
        guard hasStopped else { return [] }
        if case .start = line.record { return [] }
        return [Finding(.sequence, line: line.number, "a \(line.record.typeName) line follows the stop line")]
    }
}
