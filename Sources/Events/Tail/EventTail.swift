import Glibc

/// The lines of a file as it grows: over its renaming, its replacement by a new one, and its being cut.
package struct EventTail: ~Copyable {
    /// What reading gave.
    package enum Next {
        /// The bytes of a line, its end left off.
        case line(ArraySlice<UInt8>)
        /// Something happened to the file that a reader ought to know.
        case notice(String)
        /// Nothing more for now.
        case waiting
    }

    private let path: String
    private var reader: LineReader
    private var memory = LineMemory()
    /// Lines to pass over: they were given before the file was cut.
    private var known: ArraySlice<LineMemory.Entry> = []

    /// - Parameter path: a file, or `-` for the standard input.
    package init(path: String) throws(EventError) {
        self.path = path
        reader = try LineReader(path: path)
    }

    /// Waits a moment, so that a caller who was told to wait does not spin. Ends early where a signal arrives.
    package static func pause() {
        usleep(100_000)
    }

    /// The next line, or why there is none. Pipes end: call no more after `.waiting` from them.
    package mutating func next() throws(EventError) -> Next {
        while let line = try reader.next() {
            let entry = LineMemory.Entry(line: line, end: reader.offset)
            memory.append(entry)
            guard known.first == entry else {
                known = []
                return .line(line)
            }
            known.removeFirst()
        }
        return try changed()
    }

    private mutating func changed() throws(EventError) -> Next {
        let status = try reader.status()
        guard status.isRegular else { return .waiting }
        if status.size < reader.offset { return try cut(to: status.size) }
        // What follows the last line's end may be cut off and written anew: it is read again each time.
        if !reader.tail.isEmpty { try reader.seek(to: reader.offset) }
        guard let replacement = try? LineReader(path: path),  // renamed, and its successor is not there yet
            try replacement.status().identity != status.identity
        else { return .waiting }
        // The last lines may have been written between the last reading and the renaming.
        guard try reader.status().size <= reader.offset + Int64(reader.tail.count) else { return try next() }
        reader = replacement
        memory = LineMemory()
        return .notice("\(path) begins anew")
    }

    private mutating func cut(to size: Int64) throws(EventError) -> Next {
        if size < memory.start { memory = LineMemory() }
        known = memory.entries[...]
        try reader.seek(to: memory.start)
        memory.forget()
        return .notice("\(path) was cut")
    }
}

/// What the last lines of a file were, so that after a cut those that stayed are told from new ones.
private struct LineMemory {
    struct Entry: Equatable {
        let hash: Int
        let end: Int64

        init(line: ArraySlice<UInt8>, end: Int64) {
            hash = line.hashValue
            self.end = end
        }
    }

    private static let capacity = 10_000
    private(set) var entries: [Entry] = []
    /// Where the first remembered line begins.
    private(set) var start: Int64 = 0

    mutating func append(_ entry: Entry) {
        entries.append(entry)
        guard entries.count >= 2 * Self.capacity else { return }
        start = entries[Self.capacity - 1].end
        entries.removeFirst(Self.capacity)
    }

    /// Remembers the place, not the lines.
    mutating func forget() { entries = [] }
}
