/// A ``RingSpec`` for each ring.
package struct RingSpecs: Sendable, Equatable {
    private var specs: [RingName: RingSpec] = [:]

    package init() {}

    package subscript(name: RingName) -> RingSpec {
        get { specs[name] ?? RingSpec() }
        set { specs[name] = newValue == RingSpec() ? nil : newValue }
    }
}
