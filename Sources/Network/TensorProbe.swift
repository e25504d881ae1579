package import Tensors

/// A tap for intermediate tensors, handed down through a model; costs nothing where nobody listens.
package struct TensorProbe: Sendable {
    package typealias Record = @Sendable (_ name: String, _ isConstant: Bool, _ tensor: () -> Tensor) -> Void

    /// Listens to nothing.
    package static let none = TensorProbe(record: nil)

    private let record: Record?

    private init(record: Record?) { self.record = record }

    /// - Parameter record: Called with every name in the order of computation; it evaluates only the tensors it wants.
    ///   Where snippets are computed one at a time, a name comes once per snippet with a leading dimension of one.
    package init(_ record: @escaping Record) { self.record = record }

    /// Offers a tensor.
    package func callAsFunction(_ name: String, _ tensor: @autoclosure () -> Tensor) {
        record?(name, false, tensor)
    }

    /// Offers a tensor that is the same for every snippet, such as a position code.
    package func constant(_ name: String, _ tensor: @autoclosure () -> Tensor) {
        record?(name, true, tensor)
    }
}
