import Glibc

/// Lines for people or programs on the standard output, each written at once.
package enum StandardOutput {
    /// Whether the terminal understands colours: there is one, and `NO_COLOR` is not set.
    package static var isColored: Bool {
        isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil
    }

    /// Writes the bytes and a line's end in one call.
    ///
    /// - Returns: false where nobody reads any more.
    package static func write(line: some Sequence<UInt8>) throws(EventError) -> Bool {
        do {
            try FileDescriptor(standard: STDOUT_FILENO).write(Array(line) + [UInt8(ascii: "\n")])
            return true
        } catch {
            guard case .system(_, _, EPIPE, _) = error else { throw error }
            return false
        }
    }
}
