/// How a run without a failure ended.
package enum RunOutcome: Sendable, Hashable {
    /// The sources ended and everything was drained.
    case finished
    /// `stop` was asked for; what had been read was drained, save for what the deadline cut off.
    case stopped
    /// `cancel` was asked for.
    case cancelled
}
