/// The output of a node while a graph is being built. Using it more than once fans out: every consumer gets each item,
/// in the order in which the consumers were added.
package struct Port<Element: Sendable> {
    typealias Receiver = @Sendable (Element) throws -> Void

    let node: String
    let attach: (@escaping Receiver) -> Void

    /// The same stream transformed; runs on the producer's thread, just before the ring.
    package func map<Mapped: Sendable>(_ transform: @escaping @Sendable (Element) throws -> Mapped) -> Port<Mapped> {
        compactMap(transform)
    }

    /// As `map`, leaving out items for which `transform` gives nil.
    package func compactMap<Mapped: Sendable>(
        _ transform: @escaping @Sendable (Element) throws -> Mapped?
    ) -> Port<Mapped> {
        Port<Mapped>(node: node) { receiver in
            attach { element in
                if let mapped = try transform(element) { try receiver(mapped) }
            }
        }
    }

    /// This stream through a ring, ready to be given to a consumer.
    ///
    /// - Parameters:
    ///   - bytes: Size of an item, at most the plan's `maximumItemBytes`.
    ///   - onDrop: Is handed each item a `dropOldest` ring takes out, on the producer's thread.
    package func through(
        _ ring: RingPlan, bytes: @escaping @Sendable (Element) -> Int,
        onDrop: @escaping @Sendable (Element) -> Void = { _ in }
    ) -> Inlet<Element> {
        Inlet(port: self, plan: ring, bytes: bytes, onDrop: onDrop)
    }
}
