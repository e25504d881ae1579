/// A file of named tensors whose bytes can be lent.
package protocol WeightFile: Sendable {
    var path: String { get }
    /// The names of all weights, sorted.
    var keys: [String] { get }
    /// The names of tensors that stand beside the weights, such as the state of an optimizer; sorted.
    var beside: [String] { get }
    func shape(of key: String) throws(CheckpointError) -> [Int]
    func type(of key: String) throws(CheckpointError) -> ElementType
    /// Lends the little-endian bytes of a tensor in row-major order.
    func withBytes<Result>(of key: String, _ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result
    /// Lets the system take back the memory a tensor was read into, for files larger than memory.
    func release(_ key: String) throws(CheckpointError)
}
