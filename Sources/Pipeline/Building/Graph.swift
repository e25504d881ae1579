/// Builds a directed acyclic graph of stages joined by rings. Ports are typed, so only what fits can be connected, and
/// a node's inputs exist before it does, so there are no cycles.
///
/// A graph is built by one thread, then handed to one `GraphRunner`.
package final class Graph {
    package private(set) var plan: GraphPlan
    private(set) var nodes: [GraphNode] = []
    private(set) var rings: [any RingControl] = []

    package init(_ name: String) {
        plan = GraphPlan(name: name)
    }

    /// - Parameter interrupt: Called from another thread, possibly more than once, when the source is to end: makes a
    ///   blocked `next` return or throw.
    package func source<S: Source & ~Copyable>(
        _ name: String, _ source: consuming sending S, interrupt: @escaping @Sendable () -> Void = {}
    ) -> Port<S.Output> {
        let node = NodePlan(name, .source, heldBytes: source.heldBytes)
        let owned = Owned(source)
        let outlet = Outlet<S.Output>()
        add(node, Gate(), interrupt: interrupt) { _ in Drivers.source(owned, Emitter(outlet.receivers)) }
        return outlet.port(of: name)
    }

    package func stage<S: Stage & ~Copyable>(
        _ name: String, _ stage: consuming sending S, from inlet: Inlet<S.Input>
    ) -> Port<S.Output> {
        let node = NodePlan(name, .stage, lookAhead: stage.lookAhead, heldBytes: stage.heldBytes)
        let owned = Owned(stage)
        let outlet = Outlet<S.Output>()
        let gate = Gate()
        let input = connect(inlet, to: name, gate)
        add(node, gate) { _ in Drivers.stage(owned, input, Emitter(outlet.receivers)) }
        return outlet.port(of: name)
    }

    package func sink<S: Sink & ~Copyable>(_ name: String, _ sink: consuming sending S, from inlet: Inlet<S.Input>) {
        let node = NodePlan(name, .sink, heldBytes: sink.heldBytes)
        let owned = Owned(sink)
        let gate = Gate()
        let input = connect(inlet, to: name, gate)
        add(node, gate) { _ in Drivers.sink(owned, input) }
    }

    /// Pairs two branches by key. Keys must rise strictly in each branch.
    ///
    /// The left branch is the one that is kept: when a stop's deadline passes the right branch is abandoned and left
    /// items come out alone.
    ///
    /// - Parameters:
    ///   - leftKey: Key of a left item; nil for one that pairs with nothing and only keeps its place.
    ///   - patience: How long a left item waits for its partner.
    package func join<Left: Sendable, Right: Sendable, Key: Comparable & Hashable & Sendable>(
        _ name: String, _ left: Inlet<Left>, _ right: Inlet<Right>, leftKey: @escaping @Sendable (Left) -> Key?,
        rightKey: @escaping @Sendable (Right) -> Key, patience: Patience = .untilPartner
    ) -> Port<Joined<Left, Right>> {
        let gate = Gate()
        let leftRing = connect(left, to: name, gate, side: .left)
        let rightRing = connect(right, to: name, gate, side: .right)
        let outlet = Outlet<Joined<Left, Right>>()
        add(NodePlan(name, .join(patience)), gate) { branches in
            Drivers.join(
                Joiner(
                    name: name, left: leftRing, right: rightRing, leftKey: leftKey, rightKey: rightKey,
                    patience: patience, gate: gate, branches: branches), Emitter(outlet.receivers))
        }
        return outlet.port(of: name)
    }

    /// The gates of the nodes that only one branch of the join passes through, upstream first.
    func branches(of join: String) -> Branches {
        (gates(from: .left, notFrom: .right, to: join), gates(from: .right, notFrom: .left, to: join))
    }

    private func gates(from side: EdgePlan.Side, notFrom other: EdgePlan.Side, to join: String) -> [Gate] {
        let branch = plan.branch(side, notOf: other, into: join)
        return nodes.filter { branch.contains($0.name) }.map(\.gate)
    }

    private func connect<Element>(
        _ inlet: Inlet<Element>, to name: String, _ consumer: Gate, side: EdgePlan.Side = .only
    ) -> Ring<Element> {
        plan.edges.append(EdgePlan(inlet.plan, from: inlet.port.node, to: name, side: side))
        let ring = Ring(inlet.plan.atLeastOne, bytes: inlet.bytes, onDrop: inlet.onDrop, consumer: consumer)
        rings.append(ring)
        inlet.port.attach { try ring.push($0) }
        return ring
    }

    private func add(
        _ node: NodePlan, _ gate: Gate, interrupt: @escaping @Sendable () -> Void = {},
        driver: @escaping (Branches) -> Drivers.Body
    ) {
        plan.nodes.append(node)
        nodes.append(GraphNode(name: node.name, gate: gate, driver: driver, interrupt: interrupt))
    }

    typealias Branches = (left: [Gate], right: [Gate])
}

extension RingPlan {
    /// Storage for a plan that validation is going to refuse.
    fileprivate var atLeastOne: RingPlan {
        var plan = self
        plan.items = max(items, 1)
        plan.bytes = max(bytes, 1)
        return plan
    }
}
