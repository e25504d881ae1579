/// Where a stream ends. Runs on a thread of its own.
package protocol Sink<Input>: SendableMetatype, ~Copyable {
    associatedtype Input: Sendable

    /// The most memory kept between calls, in bytes.
    var heldBytes: Int { get }

    mutating func consume(_ input: Input) throws

    /// Called exactly once, last, however the stream ended.
    mutating func finish(_ end: StreamEnd) throws
}

extension Sink where Self: ~Copyable {
    package var heldBytes: Int { 0 }
}

/// How the stream of a sink ended.
package enum StreamEnd: Sendable {
    /// Every item that was to come has come.
    case drained
    /// The graph was cancelled; items may be missing.
    case cancelled
    /// A stage, or this sink, failed; items may be missing.
    case failed
}
