import Dispatch
import Glibc
import Synchronization

/// Turns the first SIGINT or SIGTERM into an orderly stop; a second of those that hasten ends the process at once.
struct StopSignals {
    private static let numbers = [SIGINT, SIGTERM]

    private let first = FirstSignal()
    private let sources: [any DispatchSourceSignal]

    /// - Parameter hastening: signals whose coming after the first ends the process at once; the others are one with it.
    init(hastening: Set<Int32>) {
        sources = Self.numbers.map { [first] number in
            // A source only sees what does not end the process first.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { @Sendable in
                if !first.take(number), hastening.contains(number) { _exit(128 + number) }
            }
            source.activate()
            return source
        }
    }

    /// What the first signal does; done at once where it has come already.
    func onFirst(_ stop: @escaping @Sendable () -> Void) { first.onTaken(stop) }

    /// The signal that stopped the run; nil where none came.
    var received: Int32? { first.number }

    func end() {
        for source in sources { source.cancel() }
    }
}

private final class FirstSignal: Sendable {
    private struct State {
        var number: Int32?
        var action: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    var number: Int32? { state.withLock { $0.number } }

    /// Whether `number` is the first; if so its action is done.
    func take(_ number: Int32) -> Bool {
        let (isFirst, action) = state.withLock { state in
            guard state.number == nil else { return (false, state.action) }
            state.number = number
            return (true, state.action)
        }
        if isFirst { action?() }
        return isFirst
    }

    func onTaken(_ action: @escaping @Sendable () -> Void) {
        let isTaken = state.withLock { state in
            state.action = action
            return state.number != nil
        }
        if isTaken { action() }
    }
}
