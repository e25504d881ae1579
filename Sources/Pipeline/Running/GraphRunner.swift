/// Runs a graph once: a thread for each node, order kept in every branch.
///
/// The first stage to fail ends the run: rings are cancelled, sinks told, threads joined, and its error thrown.
package final class GraphRunner: Sendable {
    package let plan: GraphPlan
    private let nodes: [Node]
    private let rings: [any RingControl]
    private let state = Monitor(RunState())

    private struct Node: Sendable {
        let name: String
        let body: Drivers.Body
        let interrupt: @Sendable () -> Void
        let gate: Gate
        let inputs: [any RingControl]
        let outputs: [any RingControl]
        let meter: StageMeter
    }

    /// Checks the graph; nothing runs yet. Takes the graph over: nothing may be added to it afterwards.
    package init(_ graph: Graph) throws(GraphProblems) {
        plan = graph.plan
        let problems = plan.problems
        guard problems.isEmpty else { throw GraphProblems(graph: plan.name, problems: problems) }
        rings = graph.rings
        for (edge, ring) in zip(plan.edges, rings) { ring.guarantee(items: plan.minimum(of: edge).items) }
        nodes = graph.nodes.map { Self.node($0, in: graph) }
    }

    private static func node(_ node: GraphNode, in graph: Graph) -> Node {
        let branches = graph.branches(of: node.name)
        for gate in branches.left + branches.right { gate.wake(node.gate) }
        let rings = zip(graph.plan.edges, graph.rings)
        return Node(
            name: node.name, body: node.driver(branches), interrupt: node.interrupt, gate: node.gate,
            inputs: rings.filter { $0.0.to == node.name }.map(\.1),
            outputs: rings.filter { $0.0.from == node.name }.map(\.1), meter: StageMeter(name: node.name))
    }

    package var statistics: GraphStatistics {
        GraphStatistics(stages: nodes.map(\.meter.statistics), rings: rings.map(\.statistics))
    }

    /// Runs the graph on threads of its own without blocking the caller's. Cancelling the task cancels the graph.
    package func run() async throws -> RunOutcome {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                do {
                    try WorkerThread.detach(named: plan.name) {
                        continuation.resume(with: Result { try self.runAndWait() })
                    }
                } catch {
                    continuation.resume(throwing: error)
                }
            }
        } onCancel: {
            cancel()
        }
    }

    /// Runs the graph and blocks until every thread has been joined.
    ///
    /// - Precondition: the runner has not run before.
    package func runAndWait() throws -> RunOutcome {
        state.change {
            precondition(!$0.hasStarted, "a graph runs once")
            $0.hasStarted = true
        }
        let threads = try startThreads()
        supervise()
        threads.forEach { $0.join() }
        return try outcome()
    }

    /// Ends the sources; what they have delivered is drained. At the deadline the right branches of joins are given
    /// up, so that the rest can drain at once. May be called from any thread, at any time, again with a nearer deadline.
    package func stop(drainWithin limit: Duration) {
        let deadline = ContinuousClock.now + limit
        state.change {
            $0.ask(for: .stopping)
            $0.drainDeadline = min($0.drainDeadline ?? deadline, deadline)
        }
        nodes.forEach { $0.interrupt() }
    }

    /// Ends everything as soon as each stage returns from the item it is at. May be called from any thread, at any
    /// time; before `run` it keeps the graph from running.
    package func cancel() {
        state.change { $0.ask(for: .cancelled) }
        cancelRings()
    }

    private func cancelRings() {
        rings.forEach { $0.cancel() }
        nodes.forEach { $0.interrupt() }
    }

    private func startThreads() throws -> [WorkerThread] {
        var threads: [WorkerThread] = []
        do {
            for node in nodes {
                state.change { $0.running += 1 }
                threads.append(try WorkerThread(named: node.name) { self.drive(node) })
            }
        } catch {
            cancel()
            threads.forEach { $0.join() }
            throw error
        }
        return threads
    }

    private func drive(_ node: Node) {
        node.meter.enter(.running)
        do {
            try node.body(context(of: node))
            node.meter.enter(.finished)
        } catch is PipelineCancelled {
            node.meter.enter(.cancelled)
        } catch {
            fail(node, error)
        }
        leave(node)
    }

    /// Tells the neighbours that the node is gone: end of stream, unless the stream was cut off.
    private func leave(_ node: Node) {
        let isCutOff = state.read(\.isCutOff)
        node.inputs.forEach { $0.abandon() }
        node.outputs.forEach { isCutOff ? $0.cancel() : $0.close() }
        node.gate.rest()
        state.change { $0.running -= 1 }
    }

    private func context(of node: Node) -> NodeContext {
        NodeContext(
            meter: node.meter,
            isStopping: { self.state.read { $0.ending != .none } },
            hasFailed: { self.state.read { !$0.failures.isEmpty } },
            report: { error in
                if !(error is PipelineCancelled) { self.fail(node, error) }
            })
    }

    private func fail(_ node: Node, _ error: any Error) {
        node.meter.enter(.failed)
        state.change { $0.failures.append(StageFailure(stage: node.name, underlying: error)) }
        cancelRings()
    }
}

// Waiting for the end.
extension GraphRunner {
    /// Sleeps until every node has ended, giving up the right branches of joins when a stop's deadline passes.
    private func supervise() {
        while let deadline = nextDeadline() {
            let isSettled: Void? = state.wait(before: deadline) { state in
                state.running == 0 || state.drainDeadline != deadline ? () : nil
            }
            guard isSettled == nil else { continue }
            state.change { $0.drainDeadline = nil }
            abandonRightBranches()
        }
    }

    /// The deadline to watch, nil once every node has ended.
    private func nextDeadline() -> ContinuousClock.Instant? {
        state.wait { state -> ContinuousClock.Instant?? in
            if state.running == 0 { return .some(nil) }
            return state.drainDeadline.map { .some($0) }
        }
    }

    private func abandonRightBranches() {
        let names = plan.sheddableRings
        for ring in rings where names.contains(ring.plan.name) { ring.abandon() }
    }

    private func outcome() throws -> RunOutcome {
        let (failures, ending) = state.read { ($0.failures, $0.ending) }
        if var first = failures.first {
            first.later = Array(failures.dropFirst())
            throw first
        }
        return switch ending {
        case .none: .finished
        case .stopping: .stopped
        case .cancelled: .cancelled
        }
    }
}
