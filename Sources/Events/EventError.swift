/// What went wrong with an event, an event file or a mask. The description says what was attempted, on what, and what to do.
package enum EventError: Error, Equatable, CustomStringConvertible {
    /// A line is no JSON object: byte offset inside the line, and what was found there.
    case syntax(offset: Int, problem: String)
    /// A line is JSON but no event: the path of the field, e.g. `labels[2].mask.counts`, and what is wrong with it.
    case field(path: String, problem: String)
    /// A line of a file cannot be read; counted from 1.
    indirect case line(path: String, number: Int, cause: EventError)
    /// The operating system refused an operation on a file.
    case system(operation: String, path: String, code: Int32, reason: String)
    /// The file is there already and neither overwriting nor resuming was asked for.
    case exists(path: String)
    /// Another process writes this file.
    case locked(path: String)
    /// The reader of a pipe takes nothing at the moment.
    case unread(path: String)
    /// The file cannot be continued; one message for each reason.
    case notResumable(path: String, reasons: [String])

    package var description: String {
        switch self {
        case .syntax(let offset, let problem):
            "not a JSON object: \(problem) at byte \(offset)"
        case .field(let path, let problem):
            "field \(path) \(problem)"
        case .line(let path, let number, let cause):
            "\(path):\(number): \(cause)"
        case .system(let operation, let path, _, let reason):
            "cannot \(operation) \(path): \(reason)"
        case .exists(let path):
            "\(path) exists; give --overwrite to replace it or --resume to continue it"
        case .locked(let path):
            "\(path) is being written by another process"
        case .unread(let path):
            "cannot write \(path): its reader takes nothing"
        case .notResumable(let path, let reasons):
            "cannot resume \(path): " + reasons.joined(separator: "; ")
        }
    }

    /// The same error, its field path put inside `parent`.
    func inside(_ parent: String) -> EventError {
        guard case .field(let path, let problem) = self else { return self }
        return .field(path: path.hasPrefix("[") ? parent + path : parent + "." + path, problem: problem)
    }
}
