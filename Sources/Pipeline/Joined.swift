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
