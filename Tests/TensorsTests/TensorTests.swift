import Testing

@testable import Tensors

struct TensorTests {
    @Test("A copy keeps its elements when the original is changed")
    func valueSemantics() {
        var original = Tensor(shape: [2, 2], [1, 2, 3, 4])
        let copy = original
        let slice = original[1]
        original += Tensor(shape: [2], [10, 20])
        #expect(original.elements == [11, 22, 13, 24])
        #expect(copy.elements == [1, 2, 3, 4])
        #expect(slice.elements == [3, 4])
    }

    @Test("Changing a slice leaves the whole alone")
    func sliceSemantics() {
        let whole = Tensor(shape: [3, 2], [1, 2, 3, 4, 5, 6])
        var slice = whole[1..<3]
        slice += Tensor(shape: [2], [1, 1])
        #expect(slice.elements == [4, 5, 6, 7])
        #expect(whole.elements == [1, 2, 3, 4, 5, 6])
    }

    @Test("Reshape, transpose, concatenate and stack keep row-major order")
    func shapes() {
        let a = Tensor(shape: [2, 3], [1, 2, 3, 4, 5, 6])
        #expect(a.reshaped([3, 2])[2].elements == [5, 6])
        #expect(a.transposed.elements == [1, 4, 2, 5, 3, 6])
        #expect(Tensor.concatenated([a, a[0..<1]]).elements == [1, 2, 3, 4, 5, 6, 1, 2, 3])
        #expect(Tensor.stacked([a[1], a[0]]).elements == [4, 5, 6, 1, 2, 3])
    }

    @Test("Transposing twice gives the original, batches included")
    func transposeTwice() {
        let a = Tensor.noise(seed: 8, [3, 37, 21])
        #expect(a.transposed.shape == [3, 21, 37])
        #expect(a.transposed.transposed.elements == a.elements)
    }

    @Test("A block given back to the pool is used again, and the pool keeps no more than its limit")
    func pool() {
        let pool = MemoryPool(retainedElements: 1 << 10)
        let first = pool.take(1000)
        let base = first.base
        pool.give(back: first)
        let second = pool.take(990)
        #expect(second.base == base)
        pool.give(back: second)
        let large = pool.take(1 << 12)
        pool.give(back: large)
        #expect(pool.take(1000).base == base)
    }

    @Test("Rounded capacities waste at most an eighth", arguments: [65, 1000, 4097, 123_456, 10_000_000])
    func capacity(count: Int) {
        let capacity = MemoryPool.roundedCapacity(count)
        #expect(capacity >= count && Double(capacity) <= 1.125 * Double(count) + 64)
    }
}
