import Foundation
package import MediaTypes

/// What an event file left by an earlier run holds, and where it has to be cut to go on.
///
/// Everything said about a second is written before that second's `snippet` or `gap` line, which seals it: a file cut behind
/// a sealed second says all about the seconds up to it and nothing about later ones.
package struct LogRecovery: Sendable {
    /// How much of a file is kept.
    package enum Keep: Sendable, Equatable {
        /// Every whole line.
        case everything
        /// Every whole line but what was said of a second whose own line is missing.
        case sealed
        /// The lines up to the one that seals this second.
        case through(SnippetKey)
        /// As `sealed`, up to this second, which is left out.
        case before(SnippetKey)
    }

    package private(set) var path: String
    /// Bytes of the file as it was read.
    package let size: Int64
    /// Bytes after the last whole line, left by a crash.
    package let tornBytes: Int
    /// Where the file is cut.
    package let keptBytes: Int64
    /// Whole lines that are cut away.
    package let removedLines: Int
    /// What the kept lines say.
    package let state: LogState
    /// When the first line was written, where it says so.
    package let begun: WallClock?

    /// Reads the file to its end.
    ///
    /// - Throws: `EventError.notResumable` where the file does not begin with a `start` line or does not hold the second
    ///   asked for; `EventError.line` where a whole line is no event.
    package static func read(_ path: String, keep: Keep = .everything) throws(EventError) -> LogRecovery {
        var reader = try EventReader(path: path)
        guard let first = try reader.next(), case .start(let start) = first.record else {
            throw .notResumable(path: path, reasons: ["it does not begin with a start line"])
        }
        var cut = Cut(keep: keep, state: LogState(start: start, line: first))
        cut.take(first, end: reader.offset)
        while let line = try reader.next() { cut.take(line, end: reader.offset) }
        guard cut.isFound else {
            throw .notResumable(path: path, reasons: ["it does not hold the second to go on after"])
        }
        return LogRecovery(
            path: path, size: reader.offset + Int64(reader.tornBytes), tornBytes: reader.tornBytes,
            keptBytes: cut.bytes,
            removedLines: cut.removedLines, state: cut.state, begun: first.wall.written)
    }

    /// Reads the newest file of a source: the one at `path`, or where that is missing or has no whole line, the one rotated
    /// away last.
    ///
    /// - Returns: nil where there is neither.
    package static func latest(_ path: String, keep: Keep = .sealed) throws -> LogRecovery? {
        if FileManager.default.fileExists(atPath: path) {
            var reader = try EventReader(path: path)
            if try reader.next() != nil { return try read(path, keep: keep) }
        }
        let rotated = RotatedName(of: path)
        return try rotated.files().last.map { try read($0.path, keep: keep) }
    }

    /// Takes a rotation back: removes the file's successors and gives it the name `original` again.
    package mutating func undoRotation(to original: String, removing successors: [String]) throws {
        guard path != original else { return }
        for successor in successors { try FileManager.default.removeItem(atPath: successor) }
        try FileDescriptor.rename(path, to: original)
        path = original
    }

    /// Refuses to go on with another source, model, words or options than the file's own; its words are those last in force.
    package func requireSame(as other: StartRecord) throws(EventError) {
        let differences = state.startNow.differences(from: other)
        guard differences.isEmpty else { throw .notResumable(path: path, reasons: differences) }
    }
}

/// Follows the lines of a file up to the place where it is cut, and counts those behind it.
private struct Cut {
    let keep: LogRecovery.Keep
    private var kept: LogState
    private var reached: LogState
    private(set) var bytes: Int64 = 0
    private(set) var removedLines = 0
    private var isSealed = false

    init(keep: LogRecovery.Keep, state: LogState) {
        self.keep = keep
        kept = state
        reached = state
    }

    var state: LogState { kept }

    var isFound: Bool {
        switch keep {
        case .through, .before: isSealed
        case .everything, .sealed: true
        }
    }

    /// Lines about a second are kept with its own line only.
    private var keepsWholeSeconds: Bool {
        switch keep {
        case .sealed, .before: true
        case .everything, .through: false
        }
    }

    mutating func take(_ line: EventLine, end: Int64) {
        if case .snippet(let snippet) = line.record, keep == .before(snippet.key) { isSealed = true }
        guard !isSealed else {
            removedLines += 1
            return
        }
        reached.apply(line)
        if keepsWholeSeconds, line.record.belongsToNextSecond {
            removedLines += 1
            return
        }
        kept = reached
        bytes = end
        if keepsWholeSeconds { removedLines = 0 }
        if case .snippet(let snippet) = line.record { isSealed = keep == .through(snippet.key) }
    }
}

extension EventRecord {
    /// Whether the line says something of the second whose own line follows.
    var belongsToNextSecond: Bool {
        switch self {
        case .soundBegin, .soundUpdate, .soundEnd: true
        default: false
        }
    }
}
