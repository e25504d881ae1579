/// Where a stream begins. Runs on a thread of its own.
package protocol Source<Output>: SendableMetatype, ~Copyable {
    associatedtype Output: Sendable

    /// The most memory kept between calls, in bytes.
    var heldBytes: Int { get }

    /// The next item, or nil at the end of the stream; not called again after nil.
    mutating func next() throws -> Output?

    /// Called after a stop, again until nil: what is left of the stream, without waiting for more.
    mutating func rest() throws -> Output?
}

extension Source where Self: ~Copyable {
    package var heldBytes: Int { 0 }

    package mutating func rest() throws -> Output? { nil }
}
