/// A bounded queue between two threads, in order, limited in items and in bytes.
///
/// One thread pushes and closes, one pops; `abandon` and `cancel` may come from any thread and wake both.
/// Waiting threads sleep. Order: what was pushed first is popped first, whatever the policy dropped in between.
package final class Ring<Element: Sendable>: Sendable {
    package let plan: RingPlan
    private let state: Monitor<RingState<Element>>
    private let bytesOf: @Sendable (Element) -> Int
    private let onDrop: @Sendable (Element) -> Void
    private let consumer: Gate

    /// - Parameters:
    ///   - bytes: Size of an item; called once for each, on the producer's thread.
    ///   - onDrop: Is handed each item the `dropOldest` policy takes out, on the producer's thread.
    /// - Precondition: the plan's capacities are at least 1.
    package convenience init(
        _ plan: RingPlan, bytes: @escaping @Sendable (Element) -> Int,
        onDrop: @escaping @Sendable (Element) -> Void = { _ in }
    ) {
        self.init(plan, bytes: bytes, onDrop: onDrop, consumer: Gate())
    }

    init(
        _ plan: RingPlan, bytes: @escaping @Sendable (Element) -> Int, onDrop: @escaping @Sendable (Element) -> Void,
        consumer: Gate
    ) {
        precondition(plan.items >= 1 && plan.bytes >= 1, "a ring holds at least one item and one byte")
        self.plan = plan
        self.consumer = consumer
        bytesOf = bytes
        self.onDrop = onDrop
        state = Monitor(RingState(plan: plan))
    }

    /// Adds an item, waiting for room or dropping the oldest as the policy says. Once the consumer is gone the item is
    /// discarded and counted.
    ///
    /// - Precondition: the ring was not closed.
    package func push(_ element: Element) throws(PipelineCancelled) {
        let bytes = max(bytesOf(element), 0)
        switch plan.whenFull {
        case .wait: try pushWaiting(element, bytes: bytes)
        case .dropOldest: try pushDropping(element, bytes: bytes)
        }
    }

    /// The oldest item; waits while the ring is empty; nil once it is closed and empty.
    package func pop() throws(PipelineCancelled) -> Element? {
        let found = state.wait { state -> RingPoll<Element>? in
            let found = Self.poll(&state)
            guard case .empty = found else { return found }
            consumer.rest()
            return nil
        }
        switch found {
        case .item(let element): return element
        case .ended, .empty: return nil
        case .abandoned, .cancelled: throw PipelineCancelled()
        }
    }

    /// As `pop`, without waiting.
    func poll() -> RingPoll<Element> {
        state.change { Self.poll(&$0) }
    }

    /// Whether a producer is waiting for room at this moment.
    var isPressed: Bool { state.read { $0.isPressed } }

    package var statistics: RingStatistics { state.read { $0.statistics } }

    private func pushWaiting(_ element: Element, bytes: Int) throws(PipelineCancelled) {
        let isCancelled = state.wait { state -> Bool? in
            if let outcome = offer(element, bytes: bytes, to: &state) {
                state.pressing = nil
                return outcome
            }
            if state.pressing == nil {
                state.pressing = bytes
                consumer.advance()
            }
            return nil
        }
        if isCancelled { throw PipelineCancelled() }
    }

    private func pushDropping(_ element: Element, bytes: Int) throws(PipelineCancelled) {
        let (dropped, isCancelled) = state.change { state in
            let dropped = state.phase == .open ? state.makeRoom(for: bytes) : []
            return (dropped, offer(element, bytes: bytes, to: &state) ?? false)
        }
        dropped.forEach(onDrop)
        if isCancelled { throw PipelineCancelled() }
    }

    /// Puts the item in if it can: false when it is dealt with, true when the ring is cancelled, nil when it is full.
    private func offer(_ element: Element, bytes: Int, to state: inout RingState<Element>) -> Bool? {
        switch state.phase {
        case .open:
            guard state.hasRoom(for: bytes) else { return nil }
            state.append(element, bytes: bytes)
            consumer.advance()
            return false
        case .closed: preconditionFailure("a closed ring takes no items")
        case .abandoned:
            state.discard()
            return false
        case .cancelled: return true
        }
    }

    private static func poll(_ state: inout RingState<Element>) -> RingPoll<Element> {
        switch state.phase {
        case .abandoned: .abandoned
        case .cancelled: .cancelled
        case .open: state.popFirst().map { .item($0) } ?? .empty
        case .closed: state.popFirst().map { .item($0) } ?? .ended
        }
    }
}

extension Ring: RingControl {
    package func close() { enter(.closed) }

    package func abandon() { enter(.abandoned) }

    package func cancel() { enter(.cancelled) }

    private func enter(_ phase: RingState<Element>.Phase) {
        state.change { state in
            if state.enter(phase) { consumer.advance() }
        }
    }

    func guarantee(items: Int) {
        state.change { $0.guaranteedItems = max(items, 1) }
    }
}
