/// Where the consumer of one or several rings sleeps, and where others see that it does.
///
/// A waiter reads the generation, looks at its rings, and if it found nothing waits until the generation has moved on:
/// a change between look and wait is never missed. A node is *at rest* while it sleeps before empty rings, or has ended:
/// nothing it was given is still on its way. Joins watch the gates of their branches to learn that a partner cannot come.
final class Gate: Sendable {
    private struct State {
        var generation: UInt64 = 0
        var isAtRest = false
        var watchers: [Gate] = []

        mutating func rest() {
            guard !isAtRest else { return }
            isAtRest = true
            watchers.forEach { $0.advance() }
        }
    }

    private let state = Monitor(State())

    var generation: UInt64 { state.read { $0.generation } }

    var isAtRest: Bool { state.read { $0.isAtRest } }

    /// There is something to look at.
    func advance() {
        state.change {
            $0.generation &+= 1
            $0.isAtRest = false
        }
    }

    /// The consumer has found nothing, or ended.
    func rest() {
        state.change { $0.rest() }
    }

    func wait(past seen: UInt64) {
        state.wait { state -> Void? in
            if state.generation != seen { return () }
            state.rest()
            return nil
        }
    }

    /// Advances `watcher` whenever this gate's consumer comes to rest. Locks are taken upstream first.
    func wake(_ watcher: Gate) {
        state.change { $0.watchers.append(watcher) }
    }
}
