/// The memory behind one or more tensors; freed (or handed back to the pool) with its last user.
///
/// `@unchecked Sendable`: written only while `Tensor` holds the one reference, read-only afterwards.
final class TensorStorage: @unchecked Sendable {
    let base: UnsafeMutablePointer<Float>
    let capacity: Int
    /// Keeps borrowed memory alive; nil where the memory belongs to this object.
    private let owner: (any AnyObject & Sendable)?

    var isBorrowed: Bool { owner != nil }

    /// Uninitialised memory for at least `count` elements, aligned to a cache line.
    init(count: Int) {
        let block = MemoryPool.shared.take(count)
        base = block.base
        capacity = block.capacity
        owner = nil
    }

    /// Memory that `owner` keeps alive and nobody writes.
    init(borrowing base: UnsafePointer<Float>, count: Int, from owner: any AnyObject & Sendable) {
        self.base = UnsafeMutablePointer(mutating: base)
        capacity = count
        self.owner = owner
    }

    deinit {
        if owner == nil { MemoryPool.shared.give(back: MemoryPool.Block(base: base, capacity: capacity)) }
    }
}
