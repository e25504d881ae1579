/// Hands an item to every consumer of a node.
struct Emitter<Element: Sendable>: Sendable {
    private let receivers: [Port<Element>.Receiver]

    init(_ receivers: [Port<Element>.Receiver]) {
        self.receivers = receivers
    }

    func send(_ element: Element) throws {
        for receiver in receivers { try receiver(element) }
    }
}
