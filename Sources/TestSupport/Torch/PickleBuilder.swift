package import Foundation

/// Pickles put together operation by operation, right or wrong.
package struct PickleBuilder {
    package private(set) var bytes = Data([0x80, 2])

    package init() {}

    package mutating func add(_ operations: String) { bytes += Data(operations.utf8) }

    package mutating func add(_ raw: [UInt8]) { bytes += Data(raw) }

    package mutating func text(_ value: String) {
        add("X")
        add(Self.word(UInt32(value.utf8.count)))
        add(value)
    }

    /// A number of up to 64 bits, negative ones included.
    package mutating func number(_ value: Int) {
        add([0x8a, 8])
        add(withUnsafeBytes(of: value.littleEndian) { [UInt8]($0) })
    }

    package mutating func tuple(_ numbers: [Int]) {
        add("(")
        for value in numbers { number(value) }
        add("t")
    }

    /// A tensor as PyTorch describes it.
    package mutating func tensor(
        storage: String, type: String = "FloatStorage", count: Int, offset: Int = 0, shape: [Int], strides: [Int]
    ) {
        add("ctorch._utils\n_rebuild_tensor_v2\n((")
        text("storage")
        add("ctorch\n\(type)\n")
        text(storage)
        text("cpu")
        number(count)
        add("tQ")
        number(offset)
        tuple(shape)
        tuple(strides)
        add([0x89])
        add("ccollections\nOrderedDict\n)RtR")
    }

    /// The pickle, ended.
    package var finished: Data { bytes + Data(".".utf8) }

    private static func word(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value.littleEndian) { [UInt8]($0) } }
}
