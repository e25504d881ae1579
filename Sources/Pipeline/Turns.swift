/// Lets threads take turns at something scarce: some at once, first come, first served, so that nobody starves.
package final class Turns: Sendable {
    private struct State {
        /// Numbers given out, and called up so far.
        var issued = 0
        var called = 0
        var taken = 0
    }

    private let atOnce: Int
    private let state = Monitor(State())

    /// - Precondition: `atOnce` is at least 1.
    package init(atOnce: Int) {
        precondition(atOnce >= 1, "somebody must have a turn")
        self.atOnce = atOnce
    }

    /// Runs `body` when it is this thread's turn. `body` takes no further turn.
    package func take<Result>(_ body: () throws -> Result) rethrows -> Result {
        waitForTurn()
        defer { state.change { $0.taken -= 1 } }
        return try body()
    }

    /// How many wait for their turn at this moment.
    var waiting: Int { state.read { $0.issued - $0.called } }

    private func waitForTurn() {
        let number = state.change { state in
            defer { state.issued += 1 }
            return state.issued
        }
        state.wait { state -> Void? in
            guard state.called == number, state.taken < atOnce else { return nil }
            state.called += 1
            state.taken += 1
            return ()
        }
    }
}
