import Glibc

/// Appends a source's events to a file or the standard output: one line in one write, each with the next `seq`.
///
/// One owner writes; a second process on the same file is refused. The process has to ignore `SIGPIPE`, so that a reader
/// who goes away is an error of the write.
package struct EventLog: ~Copyable {
    /// Stands for the standard output.
    package static let standardOutput = "-"

    package let sourceID: String
    /// The number of the next line.
    package private(set) var nextSeq: Int
    private let file: FileDescriptor
    /// Where the next line begins; nil where nothing can be cut off again.
    private var end: Int64?
    private let waitsForReader: Bool
    /// What a pipe had no room for of the last line; it goes before the next.
    private var rest: [UInt8] = []

    private init(
        sourceID: String, nextSeq: Int, file: consuming FileDescriptor, end: Int64?, waitsForReader: Bool = true
    ) {
        self.sourceID = sourceID
        self.nextSeq = nextSeq
        self.file = file
        self.end = end
        self.waitsForReader = waitsForReader
    }

    /// A new file, or the standard output for `-`.
    ///
    /// - Parameter waitsForReader: Where it is false and the reader of a pipe takes nothing, appending is an error, after
    ///   which the same line can be tried again.
    /// - Throws: `EventError.exists` where there is a file already and `overwriting` is false. Pipes and devices are written
    ///   as they are.
    package static func create(
        _ path: String, sourceID: String, firstSeq: Int = 1, overwriting: Bool = false, waitsForReader: Bool = true
    ) throws(EventError) -> EventLog {
        try create(
            path, sourceID: sourceID, firstSeq: firstSeq, shownAs: path, overwriting: overwriting,
            waitsForReader: waitsForReader)
    }

    /// - Parameter name: what errors call the file.
    static func create(
        _ path: String, sourceID: String, firstSeq: Int, shownAs name: String, overwriting: Bool = false,
        waitsForReader: Bool = true
    ) throws(EventError) -> EventLog {
        guard path != standardOutput else {
            let file = FileDescriptor(standard: STDOUT_FILENO)
            return try EventLog(sourceID, firstSeq, stream: file, waitsForReader: waitsForReader)
        }
        let file = try openNew(path, shownAs: name, overwriting: overwriting)
        guard try file.status().isRegular else {
            return try EventLog(sourceID, firstSeq, stream: file, waitsForReader: waitsForReader)
        }
        try file.lock()
        try file.truncate(to: 0)
        return EventLog(sourceID: sourceID, nextSeq: firstSeq, file: file, end: 0)
    }

    /// What is written as it comes: a pipe, a device, the standard output.
    private init(
        _ sourceID: String, _ firstSeq: Int, stream: consuming FileDescriptor, waitsForReader: Bool
    ) throws(EventError) {
        guard !waitsForReader, stream.isPipe else {
            self.init(sourceID: sourceID, nextSeq: firstSeq, file: stream, end: nil)
            return
        }
        self.init(
            sourceID: sourceID, nextSeq: firstSeq, file: try stream.withoutWaiting(), end: nil, waitsForReader: false)
    }

    private static func openNew(
        _ path: String, shownAs name: String, overwriting: Bool
    ) throws(EventError) -> FileDescriptor {
        do {
            return try FileDescriptor(open: path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL, shownAs: name)
        } catch {
            guard case .system(_, _, EEXIST, _) = error else { throw error }
            let file = try FileDescriptor(open: path, O_WRONLY | O_APPEND, shownAs: name)
            let isRegular = try file.status().isRegular
            guard overwriting || !isRegular else { throw .exists(path: path) }
            return file
        }
    }

    /// Goes on in a file: cuts it to what `recovery` keeps, in one step, and appends.
    ///
    /// - Parameter sourceID: of the lines to come; those before may be of another.
    /// - Throws: `EventError.notResumable` where the file grew or shrank since it was read.
    package static func resume(_ recovery: LogRecovery, sourceID: String) throws(EventError) -> EventLog {
        let file = try FileDescriptor(open: recovery.path, O_WRONLY | O_APPEND)
        try file.lock()
        guard try file.status().size == recovery.size else {
            throw .notResumable(path: recovery.path, reasons: ["it changed while it was read"])
        }
        try file.truncate(to: recovery.keptBytes)
        return EventLog(
            sourceID: sourceID, nextSeq: recovery.state.nextSeq, file: file, end: recovery.keptBytes)
    }

    /// Writes one line.
    ///
    /// - Returns: the line.
    /// - Throws: where the line could not be written whole; what was written of it is cut off again and the same `seq` is
    ///   used for the next attempt.
    @discardableResult
    package mutating func append(_ record: EventRecord, wall: WallFields = WallFields()) throws(EventError)
        -> EventLine
    {
        let line = EventLine(sourceID: sourceID, seq: nextSeq, record: record, wall: wall)
        let bytes = line.bytes
        do {
            try write(bytes)
        } catch {
            if let end { try file.truncate(to: end) }
            throw error
        }
        end = end.map { $0 + Int64(bytes.count) }
        nextSeq += 1
        return line
    }

    private mutating func write(_ bytes: [UInt8]) throws(EventError) {
        guard !waitsForReader else { return try file.write(bytes) }
        guard try catchUp() else { throw .unread(path: file.path) }
        let count = try file.writeWhatFits(bytes)
        guard count > 0 else { throw .unread(path: file.path) }
        rest = Array(bytes.dropFirst(count))
    }

    /// Writes what a pipe had no room for of the last line.
    ///
    /// - Returns: whether nothing is left of it.
    package mutating func catchUp() throws(EventError) -> Bool {
        rest.removeFirst(try file.writeWhatFits(rest))
        return rest.isEmpty
    }

    /// Bytes of the file; nil for pipes and devices.
    var size: Int64? { end }

    /// Waits until every line is on the disk; nothing to do for pipes.
    package func synchronize() throws(EventError) {
        if end != nil { try file.synchronize() }
    }
}
