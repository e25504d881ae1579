import Glibc
import Words

/// A text of words that a command reads: a file, a pipe, or the standard input.
struct WordsInput {
    /// - or a path.
    let path: String

    /// - Throws: `WordsInputError`, also for what is no UTF-8.
    func lines() throws(WordsInputError) -> [String] {
        guard let lines = WordList.lines(of: try bytes()) else { throw failure("it is no text in UTF-8") }
        return lines
    }

    private func bytes() throws(WordsInputError) -> [UInt8] {
        let descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(String(cString: strerror(errno))) }
            guard count > 0 else { return bytes }
            bytes += piece.prefix(count)
        }
    }

    private func failure(_ reason: String) -> WordsInputError {
        WordsInputError(name: path == "-" ? "the standard input" : path, reason: reason)
    }
}

/// Why words cannot be read.
struct WordsInputError: Error, CustomStringConvertible {
    let name: String
    let reason: String

    var description: String { "cannot read \(name): \(reason)" }
}
