/// A tensor of a PyTorch file: where its elements are in a storage.
struct TorchTensor: Sendable, Equatable {
    let storage: TorchStorage
    let type: ElementType
    let shape: [Int]
    /// Elements from one index of a dimension to the next.
    let strides: [Int]
    /// Bytes of the file that hold all elements.
    let bytes: Range<Int>
    /// The elements lie in row-major order without holes.
    let isContiguous: Bool

    /// Bytes of all elements in row-major order.
    let byteCount: Int

    static let mostDimensions = 64

    /// - Parameters:
    ///   - data: the bytes of the storage in the file.
    ///   - offset: elements of the storage before the first.
    /// - Throws: why no such tensor can be, as text.
    init(
        storage: TorchStorage, type: ElementType, offset: Int, shape: [Int], strides: [Int], data: Range<Int>
    ) throws(TorchProblem) {
        guard shape.count == strides.count, shape.count <= Self.mostDimensions, offset >= 0,
            shape.allSatisfy({ $0 >= 0 }), strides.allSatisfy({ $0 >= 0 })
        else { throw TorchProblem("has the impossible shape \(shape) or strides \(strides)") }
        let extent = try Self.extent(shape, strides)
        let (elements, byteCount) = try Self.counts(shape, type)
        let (start, startOverflow) = offset.addingReportingOverflow(storage.start)
        let (end, endOverflow) = start.addingReportingOverflow(extent)
        guard !startOverflow, !endOverflow, end <= data.count / type.size else {
            throw TorchProblem("reaches beyond its storage '\(storage.key)' of \(data.count) bytes")
        }
        self.storage = storage
        self.type = type
        self.shape = shape
        self.strides = strides
        self.byteCount = byteCount
        bytes = data.lowerBound + start * type.size..<data.lowerBound + end * type.size
        isContiguous = extent == elements && Self.isRowMajor(shape, strides)
    }

    /// Elements from the first to behind the last.
    private static func extent(_ shape: [Int], _ strides: [Int]) throws(TorchProblem) -> Int {
        guard !shape.contains(0) else { return 0 }
        var extent = 1
        for (size, stride) in zip(shape, strides) {
            let (span, overflow) = (size - 1).multipliedReportingOverflow(by: stride)
            let (sum, carry) = extent.addingReportingOverflow(span)
            guard !overflow, !carry else { throw TorchProblem("has the impossible strides \(strides)") }
            extent = sum
        }
        return extent
    }

    private static func counts(_ shape: [Int], _ type: ElementType) throws(TorchProblem) -> (elements: Int, bytes: Int)
    {
        guard !shape.contains(0) else { return (0, 0) }
        var bytes = type.size
        for size in shape {
            let (product, overflow) = bytes.multipliedReportingOverflow(by: size)
            guard !overflow else { throw TorchProblem("has the impossible shape \(shape)") }
            bytes = product
        }
        return (bytes / type.size, bytes)
    }

    private static func isRowMajor(_ shape: [Int], _ strides: [Int]) -> Bool {
        var expected = 1
        for (size, stride) in zip(shape, strides).reversed() where size != 1 {
            guard stride == expected else { return false }
            expected *= size
        }
        return true
    }
}

/// What is wrong with a tensor, to be put behind its name.
struct TorchProblem: Error {
    let text: String

    init(_ text: String) {
        self.text = text
    }
}
