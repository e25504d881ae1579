/// Why a run cannot begin.
package enum WatchError: Error, CustomStringConvertible {
    case outputExists(path: String)
    case sameFile(path: String)
    case resumeNeedsEvents
    case nothingToResume(path: String)
    case alreadyComplete(path: String)
    case readOnce(source: String)
    case unknownTime(path: String)
    case badFileName(name: String, pattern: String)

    package var description: String {
        switch self {
        case .outputExists(let path):
            "cannot write \(path): it exists; --overwrite replaces it, --resume goes on where it stops"
        case .sameFile(let path):
            "cannot write \(path): it is also the source or another output"
        case .resumeNeedsEvents:
            "cannot resume: the events say how far a run came, so --resume needs --events with a file"
        case .nothingToResume(let path):
            "cannot resume \(path): it does not exist; without --resume the run begins afresh"
        case .alreadyComplete(let path):
            "\(path) is complete: its source was watched to the end"
        case .readOnce(let source):
            "cannot resume \(source): a pipe is read once only; --overwrite begins afresh"
        case .unknownTime(let path):
            "cannot name the files of \(path): the time of the source is not known; --start-time gives it"
        case .badFileName(let name, let pattern):
            "cannot read a time from the file name \(name) by the pattern \(pattern)"
        }
    }
}
