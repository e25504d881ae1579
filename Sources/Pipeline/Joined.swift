/// What a join emits: two items of one key, or one whose partner is missing and why.
package enum Joined<Left: Sendable, Right: Sendable>: Sendable {
    case both(Left, Right)
    case leftOnly(Left, MissingReason)
    case rightOnly(Right, MissingReason)

    package var left: Left? {
        switch self {
        case .both(let left, _), .leftOnly(let left, _): left
        case .rightOnly: nil
        }
    }

    package var right: Right? {
        switch self {
        case .both(_, let right), .rightOnly(let right, _): right
        case .leftOnly: nil
        }
    }

    /// Why the partner is missing; nil when both are there.
    package var missing: MissingReason? {
        switch self {
        case .both: nil
        case .leftOnly(_, let reason), .rightOnly(_, let reason): reason
        }
    }
}

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

/// How long a join holds a left item whose partner has not come.
package enum Patience: Sendable, Hashable {
    /// Until the partner comes or cannot come any more; the branches wait.
    case untilPartner
    /// Until the left ring's producer would have to wait; then it goes alone, and its partner is discarded if it
    /// still comes.
    case untilFull
}
