import Dispatch
import Glibc

/// A signal that no longer ends the process, as a sequence: signals that come while one is being dealt with are one.
struct SignalStream {
    let signals: AsyncStream<Void>
    private let source: any DispatchSourceSignal

    init(_ number: Int32) {
        let (signals, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.signals = signals
        // A source only sees what does not end the process first.
        signal(number, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { @Sendable in continuation.yield() }
        source.activate()
    }

    func end() { source.cancel() }
}
