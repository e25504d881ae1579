import Dispatch
import Foundation
import Synchronization

/// The thread on which the library's calls for one input run, so that each can be given up: there are some that block and
/// never ask their interrupt, as the lookup of a name a redirection leads to, or a device whose server stands still.
///
/// One thread calls `run`, one call at a time. The thread ends when this object is gone and its calls have returned.
final class InputThread: Sendable {
    private let calls = Calls()
    private let limit: InputLimit

    /// The library looks at its interrupt often; whoever does not return within this time after it was due does not look.
    private static let grace = Duration.seconds(1)
    /// As deep as codecs and formats need, whatever the process's limits are.
    private static let stackBytes = 8 << 20

    init(limit: InputLimit) {
        self.limit = limit
        let thread = Thread { [calls] in calls.runAll() }
        thread.name = "input"
        thread.stackSize = Self.stackBytes
        thread.start()
    }

    deinit { calls.end() }

    /// Blocks until the call returns, or has not done so though it was due to: then the input is given up.
    ///
    /// - Returns: nil where the input is given up; a call under way goes on, and its result is dropped.
    func run<Value: Sendable>(_ call: @escaping @Sendable () -> Value) -> Value? {
        limit.isGivenUp ? nil : awaited(call)
    }

    /// Makes the last call, in any case; waits for it as for every other.
    func end(_ call: @escaping @Sendable () -> Void) {
        if limit.isGivenUp { calls.add(call) } else { _ = awaited(call) }
    }

    private func awaited<Value: Sendable>(_ call: @escaping @Sendable () -> Value) -> Value? {
        let answer = Answer<Value>()
        calls.add { answer.give(call()) }
        var end: ContinuousClock.Instant?
        let value = answer.wait {
            if limit.isDue, end == nil { end = .now + Self.grace }
            return end.map { $0 <= .now } ?? false
        }
        if value == nil { limit.giveUp() }
        return value
    }
}

/// What the thread is still to do.
private final class Calls: Sendable {
    private let waiting = Mutex<[(@Sendable () -> Void)?]>([])
    private let count = DispatchSemaphore(value: 0)

    func add(_ call: @escaping @Sendable () -> Void) { append(call) }

    /// After those that were added.
    func end() { append(nil) }

    private func append(_ call: (@Sendable () -> Void)?) {
        waiting.withLock { $0.append(call) }
        count.signal()
    }

    func runAll() {
        while let call = next() { call() }
    }

    private func next() -> (@Sendable () -> Void)? {
        count.wait()
        return waiting.withLock { $0.removeFirst() }
    }
}
