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
        add(node, interrupt: interrupt) { Drivers.source(owned, Emitter(outlet.receivers)) }
        return outlet.port(of: name)
    }

    package func stage<S: Stage & ~Copyable>(
        _ name: String, _ stage: consuming sending S, from inlet: Inlet<S.Input>
    ) -> Port<S.Output> {
        let node = NodePlan(name, .stage, lookAhead: stage.lookAhead, heldBytes: stage.heldBytes)
        let owned = Owned(stage)
        let outlet = Outlet<S.Output>()
        let input = connect(inlet, to: name)
        add(node) { Drivers.stage(owned, input, Emitter(outlet.receivers)) }
        return outlet.port(of: name)
    }

    package func sink<S: Sink & ~Copyable>(_ name: String, _ sink: consuming sending S, from inlet: Inlet<S.Input>) {
        let node = NodePlan(name, .sink, heldBytes: sink.heldBytes)
        let owned = Owned(sink)
        let input = connect(inlet, to: name)
        add(node) { Drivers.sink(owned, input) }
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
        let leftRing = connect(left, to: name, side: .left, gate: gate)
        let rightRing = connect(right, to: name, side: .right, gate: gate)
        let outlet = Outlet<Joined<Left, Right>>()
        add(NodePlan(name, .join(patience))) {
            Drivers.join(
                Joiner(
                    name: name, left: leftRing, right: rightRing, leftKey: leftKey, rightKey: rightKey,
                    patience: patience, gate: gate), Emitter(outlet.receivers))
        }
        return outlet.port(of: name)
    }

    private func connect<Element>(
        _ inlet: Inlet<Element>, to consumer: String, side: EdgePlan.Side = .only, gate: Gate? = nil
    ) -> Ring<Element> {
        plan.edges.append(EdgePlan(inlet.plan, from: inlet.port.node, to: consumer, side: side))
        let ring = Ring(inlet.plan.atLeastOne, bytes: inlet.bytes, onDrop: inlet.onDrop, gate: gate)
        rings.append(ring)
        inlet.port.attach { try ring.push($0) }
        return ring
    }

    private func add(
        _ node: NodePlan, interrupt: @escaping @Sendable () -> Void = {}, driver: @escaping () -> Drivers.Body
    ) {
        plan.nodes.append(node)
        nodes.append(GraphNode(name: node.name, driver: driver, interrupt: interrupt))
    }
}

/// A node of a graph under construction. `driver` is made when everything is connected.
struct GraphNode {
    let name: String
    let driver: () -> Drivers.Body
    let interrupt: @Sendable () -> Void
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
