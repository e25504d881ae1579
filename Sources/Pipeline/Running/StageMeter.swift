/// Measures one node: written by its thread, read by any.
final class StageMeter: Sendable {
    private let numbers: Monitor<StageStatistics>

    init(name: String) {
        numbers = Monitor(StageStatistics(name: name))
    }

    var statistics: StageStatistics { numbers.read { $0 } }

    /// A failed node stays failed.
    func enter(_ state: StageStatistics.State) {
        numbers.change {
            if $0.state != .failed { $0.state = state }
        }
    }

    func add(received: Int, late: Int = 0) {
        numbers.change {
            $0.received += received
            $0.late += late
        }
    }

    func waitForInput<Result>(_ body: () throws -> Result) rethrows -> Result {
        let began = ContinuousClock.now
        defer {
            let time = ContinuousClock.now - began
            numbers.change { $0.waitingForInput += time }
        }
        return try body()
    }

    /// Runs a stage's code, counting what it emits through `emitter` and leaving the time that takes out of its own.
    func work<Element, Result>(
        into emitter: Emitter<Element>, _ body: ((Element) throws -> Void) throws -> Result
    ) rethrows -> Result {
        let began = ContinuousClock.now
        var emitting = Duration.zero
        defer {
            let busy = ContinuousClock.now - began - emitting
            numbers.change { $0.busy += busy }
        }
        return try body { element in
            emitting += try emit(element, into: emitter)
        }
    }

    private func emit<Element>(_ element: Element, into emitter: Emitter<Element>) throws -> Duration {
        let began = ContinuousClock.now
        try emitter.send(element)
        let time = ContinuousClock.now - began
        numbers.change {
            $0.emitted += 1
            $0.waitingForRoom += time
        }
        return time
    }

    /// Runs code that emits nothing.
    func work<Result>(_ body: () throws -> Result) rethrows -> Result {
        let began = ContinuousClock.now
        defer {
            let busy = ContinuousClock.now - began
            numbers.change { $0.busy += busy }
        }
        return try body()
    }
}
