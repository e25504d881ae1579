/// Collects the receivers of a node's output while the graph is being built.
final class Outlet<Element: Sendable> {
    private(set) var receivers: [Port<Element>.Receiver] = []

    func port(of node: String) -> Port<Element> {
        Port(node: node) { self.receivers.append($0) }
    }
}
