/// Why an item comes out of a join alone.
package enum MissingReason: String, Sendable, CaseIterable {
    /// It has no key: it pairs with nothing and keeps its place.
    case unkeyed
    /// The other branch has moved past its key.
    case dropped
    /// The other branch has ended.
    case ended
    /// Its own branch was full, and the join's patience is `untilFull`.
    case overdue
    /// The deadline of a stop has passed.
    case stopped
}
