import Pipeline

/// Why a second was recorded but not analysed, as the events say it.
package enum DropReason: String, Sendable {
    /// The machine was too slow for it.
    case overload
    /// The run was stopped before the analysis came to it.
    case stop
    /// Its line had to wait for the disk, and what was found in it took too much memory.
    case backlog

    /// Nil where nothing was missing.
    init?(_ missing: MissingReason?) {
        switch missing {
        case .overdue, .dropped: self = .overload
        case .ended, .stopped: self = .stop
        case .unkeyed, nil: return nil
        }
    }
}
