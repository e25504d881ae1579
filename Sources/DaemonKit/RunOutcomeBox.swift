import Stages
import Synchronization

/// The last progress a run reported, from whichever thread.
final class RunOutcomeBox: Sendable {
    private let last = Mutex<RunProgress?>(nil)

    var progress: RunProgress? { last.withLock { $0 } }

    func clear() { last.withLock { $0 = nil } }

    /// - Returns: what was set before.
    @discardableResult
    func set(_ progress: RunProgress) -> RunProgress? {
        last.withLock { last in
            defer { last = progress }
            return last
        }
    }
}
