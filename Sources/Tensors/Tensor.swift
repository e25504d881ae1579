/// Float32 numbers in row-major order with a shape; a value: copies share memory until one of them is changed.
///
/// Shape mismatches are programmer mistakes and trap.
package struct Tensor: Sendable {
    package let shape: [Int]
    package let count: Int
    var storage: TensorStorage
    var offset: Int

    init(shape: [Int], storage: TensorStorage, offset: Int) {
        self.shape = shape
        count = shape.reduce(1, *)
        self.storage = storage
        self.offset = offset
    }

    /// A tensor whose every element is `value`.
    package init(shape: [Int], repeating value: Float = 0) {
        self.init(shape: shape) { $0.initialize(repeating: value) }
    }

    /// - Precondition: `elements` has as many elements as `shape` asks for.
    package init(shape: [Int], _ elements: [Float]) {
        precondition(elements.count == shape.reduce(1, *), "\(elements.count) elements for shape \(shape)")
        self.init(shape: shape) { buffer in
            _ = buffer.initialize(from: elements)
        }
    }

    /// A tensor that `body` fills; it must write every element.
    package init(shape: [Int], filledBy body: (UnsafeMutableBufferPointer<Float>) throws -> Void) rethrows {
        let count = shape.reduce(1, *)
        let storage = TensorStorage(count: count)
        try body(UnsafeMutableBufferPointer(start: storage.base, count: count))
        self.init(shape: shape, storage: storage, offset: 0)
    }

    /// A tensor over memory that `owner` keeps alive and nobody changes; copied only when written to.
    package init(shape: [Int], borrowing base: UnsafePointer<Float>, from owner: any AnyObject & Sendable) {
        let storage = TensorStorage(borrowing: base, count: shape.reduce(1, *), from: owner)
        self.init(shape: shape, storage: storage, offset: 0)
    }

    /// All elements in row-major order; for tests and small tensors.
    package var elements: [Float] { withUnsafeBuffer { Array($0) } }

    /// Lends the elements for reading.
    package func withUnsafeBuffer<Result>(_ body: (UnsafeBufferPointer<Float>) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(storage) {
            try body(UnsafeBufferPointer(start: storage.base + offset, count: count))
        }
    }

    /// Lends the elements for writing, after copying them where another tensor shares them.
    package mutating func withUnsafeMutableBuffer<Result>(
        _ body: (UnsafeMutableBufferPointer<Float>) throws -> Result
    ) rethrows -> Result {
        if storage.isBorrowed || !isKnownUniquelyReferenced(&storage) { detach() }
        return try withExtendedLifetime(storage) {
            try body(UnsafeMutableBufferPointer(start: storage.base + offset, count: count))
        }
    }

    private mutating func detach() {
        let copy = TensorStorage(count: count)
        copy.base.update(from: storage.base + offset, count: count)
        storage = copy
        offset = 0
    }
}
