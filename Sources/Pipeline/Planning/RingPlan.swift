/// Name, capacity and full policy of one ring: everything about it but its element type.
package struct RingPlan: Sendable, Hashable {
    package var name: String
    /// Capacity in items, at least 1.
    package var items: Int
    /// Capacity in bytes of the items inside, at least 1.
    package var bytes: Int
    package var whenFull: FullPolicy
    /// The largest item its producer promises, in bytes. Minimum and memory bound are computed from it.
    package var maximumItemBytes: Int

    package init(name: String, items: Int, bytes: Int, whenFull: FullPolicy = .wait, maximumItemBytes: Int) {
        self.name = name
        self.items = items
        self.bytes = bytes
        self.whenFull = whenFull
        self.maximumItemBytes = maximumItemBytes
    }
}
