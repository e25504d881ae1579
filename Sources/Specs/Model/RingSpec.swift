package import Pipeline

/// Sizes a spec sets; what it leaves out follows from the graph.
package struct RingSpec: Sendable, Hashable {
    package var items: Int?
    package var bytes: Int?
    package var whenFull = FullPolicy.wait

    package init() {}
}
