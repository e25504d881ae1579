package import Tensors

/// A memory-mapped safetensors file.
package final class SafetensorsFile: WeightFile {
    package let path: String
    package let beside: [String] = []
    private let file: MappedFile
    private let header: SafetensorsHeader

    /// Maps the file and checks its header completely.
    package convenience init(path: String) throws(CheckpointError) {
        try self.init(MappedFile(path: path), path: path)
    }

    init(_ file: MappedFile, path: String) throws(CheckpointError) {
        self.path = path
        self.file = file
        header = try SafetensorsHeader(file.bytes, source: path)
    }

    /// The names of all tensors, sorted.
    package var keys: [String] { header.entries.keys.sorted() }

    /// The free text beside the tensors.
    package var metadata: [String: String] { header.metadata }

    package func contains(_ key: String) -> Bool { header.entries[key] != nil }

    package func shape(of key: String) throws(CheckpointError) -> [Int] { try entry(key).shape }

    package func type(of key: String) throws(CheckpointError) -> ElementType { try entry(key).type }

    /// Lends the raw little-endian bytes of a tensor.
    package func withBytes<Result>(
        of key: String, _ body: (UnsafeRawBufferPointer) throws -> Result
    ) throws -> Result {
        let range = try entry(key).bytes
        return try withExtendedLifetime(file) { try body(UnsafeRawBufferPointer(rebasing: file.bytes[range])) }
    }

    /// Lets the system take back the memory a tensor was read into, for files larger than memory.
    package func release(_ key: String) throws(CheckpointError) { file.release(try entry(key).bytes) }

    /// A floating-point tensor as float32; F32 shares the mapped memory, F16 and BF16 are converted.
    package func tensor(_ key: String) throws(CheckpointError) -> Tensor {
        let entry = try entry(key)
        let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[entry.bytes])
        switch entry.type {
        case .float32: return shared(entry.shape, bytes)
        case .float16: return Tensor(shape: entry.shape, half: bytes)
        case .bfloat16: return Tensor(shape: entry.shape, bfloat: bytes)
        default:
            throw CheckpointError(
                source: path, key: key, problem: .type(found: entry.type.rawValue, expected: "F32, F16 or BF16"))
        }
    }

    /// An integer tensor, row-major.
    package func integers(_ key: String) throws(CheckpointError) -> [Int64] {
        let entry = try entry(key)
        let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[entry.bytes])
        return switch entry.type {
        case .bool, .uint8: widened(bytes, UInt8.self)
        case .int8: widened(bytes, Int8.self)
        case .int16: widened(bytes, Int16.self)
        case .uint16: widened(bytes, UInt16.self)
        case .int32: widened(bytes, Int32.self)
        case .uint32: widened(bytes, UInt32.self)
        case .int64: widened(bytes, Int64.self)
        case .uint64, .float16, .bfloat16, .float32, .float64:
            throw CheckpointError(
                source: path, key: key, problem: .type(found: entry.type.rawValue, expected: "an integer type"))
        }
    }

    /// A float64 tensor, row-major.
    package func doubles(_ key: String) throws(CheckpointError) -> [Double] {
        let entry = try entry(key)
        guard entry.type == .float64 else {
            throw CheckpointError(source: path, key: key, problem: .type(found: entry.type.rawValue, expected: "F64"))
        }
        let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[entry.bytes])
        return (0..<bytes.count / 8).map {
            Double(bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self)))
        }
    }

    private func entry(_ key: String) throws(CheckpointError) -> SafetensorsHeader.Entry {
        guard let entry = header.entries[key] else {
            throw CheckpointError(source: path, key: key, problem: .missing)
        }
        return entry
    }

    private func shared(_ shape: [Int], _ bytes: UnsafeRawBufferPointer) -> Tensor {
        guard let base = bytes.baseAddress, Int(bitPattern: base) % MemoryLayout<Float>.alignment == 0 else {
            return Tensor(shape: shape) { UnsafeMutableRawBufferPointer($0).copyMemory(from: bytes) }
        }
        return Tensor(shape: shape, borrowing: base.assumingMemoryBound(to: Float.self), from: file)
    }

    private func widened<Integer: FixedWidthInteger>(
        _ bytes: UnsafeRawBufferPointer, _: Integer.Type
    ) -> [Int64] {
        let size = MemoryLayout<Integer>.size
        return (0..<bytes.count / size).map {
            Int64(Integer(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * size, as: Integer.self)))
        }
    }
}
