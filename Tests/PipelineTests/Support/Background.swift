import Foundation

/// Runs `body` on a thread of its own; `value()` waits for it.
final class Background<Value: Sendable>: @unchecked Sendable {
    // Written by the thread before `done` is signalled, read after.
    private var result: Result<Value, any Error>?
    private let done = DispatchSemaphore(value: 0)

    init(_ body: @escaping @Sendable () throws -> Value) {
        Thread.detachNewThread {
            self.result = Result { try body() }
            self.done.signal()
        }
    }

    func value() throws -> Value {
        done.wait()
        guard let result else { preconditionFailure("signalled with a result") }
        return try result.get()
    }
}
