import Glibc

/// The lines of a file in order, one held at a time.
struct LineReader: ~Copyable {
    private static let chunk = 1 << 16

    /// Where the next line begins.
    private(set) var offset: Int64 = 0
    private let file: FileDescriptor
    private var buffer: [UInt8] = []
    private var consumed = 0
    /// How much of `buffer` is known to hold no line's end.
    private var searched = 0

    /// - Parameter path: a file, or `-` for the standard input.
    init(path: String) throws(EventError) {
        file = path == "-" ? FileDescriptor(standard: STDIN_FILENO) : try FileDescriptor(open: path, O_RDONLY)
    }

    /// The next line without its end; nil where the file holds no further whole line now. May be called again when it grew.
    mutating func next() throws(EventError) -> ArraySlice<UInt8>? {
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = buffer[consumed..<end]
                offset += Int64(line.count + 1)
                consumed = end + 1
                searched = consumed
                return line
            }
            searched = buffer.count
            let more = try file.read(upTo: Self.chunk)
            guard !more.isEmpty else { return nil }
            if consumed > 0 {
                buffer.removeFirst(consumed)
                searched -= consumed
                consumed = 0
            }
            buffer += more
        }
    }

    /// Bytes after the last line's end: a line still being written, or one that a crash cut short.
    var tail: ArraySlice<UInt8> { buffer[consumed...] }

    func status() throws(EventError) -> (size: Int64, isRegular: Bool, identity: FileIdentity) {
        try file.status()
    }

    /// Forgets what was read and goes on at a line's beginning.
    mutating func seek(to start: Int64) throws(EventError) {
        try file.seek(to: start)
        buffer = []
        (consumed, searched, offset) = (0, 0, start)
    }
}
