import Dispatch
import Glibc
import Synchronization

/// Turns the first SIGINT or SIGTERM into an orderly stop; the second ends the process at once.
struct StopSignals {
    private static let numbers = [SIGINT, SIGTERM]

    private let first = FirstSignal()
    private let sources: [any DispatchSourceSignal]

    init(_ stop: @escaping @Sendable () -> Void) {
        sources = Self.numbers.map { [first] number in
            // A source only sees what does not end the process first.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { @Sendable in
                guard first.take(number) else { _exit(128 + number) }
                stop()
            }
            source.activate()
            return source
        }
    }

    /// The signal that stopped the run; nil where none came.
    var received: Int32? { first.number }

    func end() {
        for source in sources { source.cancel() }
    }
}

private final class FirstSignal: Sendable {
    private let taken = Atomic<Int32>(0)

    var number: Int32? {
        let number = taken.load(ordering: .acquiring)
        return number == 0 ? nil : number
    }

    /// Whether `number` is the first.
    func take(_ number: Int32) -> Bool {
        taken.compareExchange(expected: 0, desired: number, ordering: .acquiringAndReleasing).exchanged
    }
}
