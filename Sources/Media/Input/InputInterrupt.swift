import Dispatch
import Synchronization

/// Ends reads that block: at once when cancelled, and each one when its deadline has passed.
///
/// One belongs to one input at a time. `cancel` may be called from any thread; the interrupted read throws an `FFmpegError` whose
/// reason is `interrupted`.
package final class InputInterrupt: Sendable {
    private let cancelled = Atomic<Bool>(false)
    private let deadline = Atomic<Int64>(.max)
    /// Longest time a single read may take.
    private let timeout: Duration
    /// Signalled by `cancel`, and from then on.
    private let cancellation = DispatchSemaphore(value: 0)

    package init(timeout: Duration = .seconds(30)) {
        self.timeout = timeout
    }

    /// Ends the running read or wait and every later one.
    package func cancel() {
        cancelled.store(true, ordering: .releasing)
        cancellation.signal()
    }

    /// Blocks until then, or until cancelled.
    package func wait(until end: ContinuousClock.Instant) {
        guard !isCancelled else { return }
        let left = max(0, ContinuousClock.now.duration(to: end).nanoseconds)
        guard cancellation.wait(timeout: .now() + .nanoseconds(Int(left))) == .success else { return }
        cancellation.signal()
    }

    package var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

    /// Cancelled or out of time.
    package var isDue: Bool {
        isCancelled || Self.now() >= deadline.load(ordering: .acquiring)
    }

    /// Starts the clock of one read.
    ///
    /// - Parameter limit: of this read; nil is that of every read.
    func arm(for limit: Duration? = nil) {
        deadline.store(Self.now() + (limit ?? timeout).nanoseconds, ordering: .releasing)
    }

    /// Nanoseconds of a clock that never steps.
    private static func now() -> Int64 { ContinuousClock.now.uptime.nanoseconds }
}

extension Duration {
    fileprivate var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}

extension ContinuousClock.Instant {
    private static let origin = ContinuousClock.now

    fileprivate var uptime: Duration { Self.origin.duration(to: self) }
}
