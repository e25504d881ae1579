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
