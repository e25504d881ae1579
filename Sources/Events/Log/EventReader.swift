/// Reads the events of a file in order, a line at a time, whatever the file's length.
package struct EventReader: ~Copyable {
    package let path: String
    /// The number of the line read last, from 1.
    package private(set) var lineNumber = 0
    private var lines: LineReader

    /// - Parameter path: a file, or `-` for the standard input.
    package init(path: String) throws(EventError) {
        self.path = path
        lines = try LineReader(path: path)
    }

    /// The next line; nil at the end.
    ///
    /// - Throws: `EventError.line` where a line is no event. Reading may go on after it.
    package mutating func next() throws(EventError) -> EventLine? {
        guard let bytes = try lines.next() else { return nil }
        lineNumber += 1
        do {
            return try EventLine(parsing: bytes)
        } catch {
            throw .line(path: path, number: lineNumber, cause: error)
        }
    }

    /// Where the next line begins, in bytes.
    package var offset: Int64 { lines.offset }

    /// Once `next` gave nil: how many bytes stand after the last line's end, left by a crash or a writer at work.
    package var tornBytes: Int { lines.tail.count }
}
