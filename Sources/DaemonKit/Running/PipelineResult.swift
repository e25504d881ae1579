/// How a pipeline ended; the worst of several counts.
enum PipelineResult: Int, Sendable, Comparable {
    /// Its source was watched to the end, or it was stopped.
    case complete
    case damaged
    case failed

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// nil for a status that tells of a signal.
    init?(exitStatus: Int32) {
        switch exitStatus {
        case 0: self = .complete
        case 3: self = .damaged
        case 1: self = .failed
        default: return nil
        }
    }

    /// The status a process ends with.
    var exitStatus: Int32 {
        switch self {
        case .complete: 0
        case .damaged: 3
        case .failed: 1
        }
    }
}
