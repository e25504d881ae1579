/// One transformation in a graph. It knows neither its neighbours nor the rings between them, and runs on a thread of
/// its own, so it needs to be neither `Sendable` nor copyable.
package protocol Stage<Input, Output>: SendableMetatype, ~Copyable {
    associatedtype Input: Sendable
    associatedtype Output: Sendable

    /// How many inputs may arrive after one before the output that belongs to it is emitted. Joins are sized by it.
    var lookAhead: Int { get }

    /// The most memory kept between calls, in bytes.
    var heldBytes: Int { get }

    /// Takes the next item and emits none, one or several. `emit` waits while the next ring is full; what it throws
    /// has to be passed on.
    mutating func process(_ input: Input, emit: (Output) throws -> Void) throws

    /// Called once after the last input: emits what is still held.
    mutating func drain(emit: (Output) throws -> Void) throws
}

extension Stage where Self: ~Copyable {
    package var lookAhead: Int { 0 }
    package var heldBytes: Int { 0 }

    package mutating func drain(emit: (Output) throws -> Void) throws {}
}
