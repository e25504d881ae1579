/// The smallest capacity a ring may have, and where it comes from.
package struct RingMinimum: Sendable, Hashable {
    package let items: Int
    package let bytes: Int
    /// The join it waits at and the part of look-ahead and of depth in `items`; nil for rings that lead to no join.
    package let wait: Wait?

    package struct Wait: Sendable, Hashable {
        package let join: String
        package let lookAhead: Int
        package let depth: Int
    }
}
