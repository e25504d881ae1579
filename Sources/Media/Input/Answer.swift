import Dispatch
import Synchronization

/// What another thread brings, once, to a thread that may stop waiting for it.
final class Answer<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)
    private let arrival = DispatchSemaphore(value: 0)

    /// How often a wait asks whether it is over.
    private static var patience: DispatchTimeInterval { .milliseconds(100) }

    func give(_ value: Value) {
        self.value.withLock { $0 = value }
        arrival.signal()
    }

    /// Blocks until it is there; once.
    ///
    /// - Returns: nil where `isOver` came first.
    func wait(until isOver: () -> Bool) -> Value? {
        while arrival.wait(timeout: .now() + Self.patience) == .timedOut {
            if isOver() { return nil }
        }
        return value.withLock { $0 }
    }
}
