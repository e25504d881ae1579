import Synchronization

/// Blocks that tensors gave back, kept for the next tensor of about that size.
///
/// A network asks for the same sizes again and again: without the pool each large tensor would be mapped, page-faulted
/// and unmapped anew, and the heap would never be flat.
final class MemoryPool: Sendable {
    struct Block: @unchecked Sendable {
        let base: UnsafeMutablePointer<Float>
        let capacity: Int
    }

    static let shared = MemoryPool(retainedElements: 1 << 27)

    private struct State {
        var free: [Int: [Block]] = [:]
        var retained = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    /// - Parameter retainedElements: How many elements at most wait here for reuse.
    init(retainedElements: Int) { limit = retainedElements }

    /// A block of at least `count` elements with undefined content.
    func take(_ count: Int) -> Block {
        let capacity = Self.roundedCapacity(count)
        let reused = state.withLock { state -> Block? in
            guard let block = state.free[capacity]?.popLast() else { return nil }
            state.retained -= capacity
            return block
        }
        if let reused { return reused }
        let raw = UnsafeMutableRawPointer.allocate(
            byteCount: capacity * MemoryLayout<Float>.stride, alignment: 64)
        return Block(base: raw.bindMemory(to: Float.self, capacity: capacity), capacity: capacity)
    }

    /// Keeps the block for reuse, or frees it where enough is kept already.
    func give(back block: Block) {
        let kept = state.withLock { state -> Bool in
            guard state.retained + block.capacity <= limit else { return false }
            state.free[block.capacity, default: []].append(block)
            state.retained += block.capacity
            return true
        }
        if !kept { UnsafeMutableRawPointer(block.base).deallocate() }
    }

    /// Sizes in steps of an eighth of the power of two below, so that nearly equal tensors share blocks.
    static func roundedCapacity(_ count: Int) -> Int {
        guard count > 64 else { return 64 }
        let step = max(64, 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount - 3))
        return (count + step - 1) / step * step
    }
}
