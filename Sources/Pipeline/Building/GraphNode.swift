/// A node of a graph under construction. `driver` is made when everything is connected.
struct GraphNode {
    let name: String
    let gate: Gate
    let driver: (Graph.Branches) -> Drivers.Body
    let interrupt: @Sendable () -> Void
}
