/// How long a join holds a left item whose partner has not come.
package enum Patience: Sendable, Hashable {
    /// Until the partner comes or cannot come any more; the branches wait.
    case untilPartner
    /// Until the left ring's producer would have to wait; then it goes alone, and its partner is discarded if it
    /// still comes.
    case untilFull
}
