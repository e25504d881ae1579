/// How the stream of a sink ended.
package enum StreamEnd: Sendable {
    /// Every item that was to come has come.
    case drained
    /// The graph was cancelled; items may be missing.
    case cancelled
    /// A stage, or this sink, failed; items may be missing.
    case failed
}
