import Stages
import Synchronization

/// The last progress a run reported, from whichever thread.
final class RunOutcomeBox: Sendable {
    private let last = Mutex<RunProgress?>(nil)

    var progress: RunProgress? { last.withLock { $0 } }

    func set(_ progress: RunProgress) { last.withLock { $0 = progress } }
}
