import Foundation
import Network
import Tensors

/// Copies the weights of an import into one file, a stretch of elements at a time.
struct WeightCopy {
    private typealias Step = (declaration: SafetensorsWriter.Declaration, entry: WeightEntry, stored: StoredType)

    private let plan: [Step]

    /// Elements that are converted and handed over at once: few enough to stay in the caches of the processor.
    private static let stretch = 1 << 18

    var count: Int { plan.count }
    var byteCount: Int { plan.reduce(0) { $0 + $1.declaration.byteCount } }

    /// - Parameter type: nil keeps half and single precision as they are and rounds double to single.
    init(_ source: ImportSource, type: StoredType?) throws {
        plan = try source.entries.sorted { $0.key < $1.key }.filter { !NaturalConstants.contains($0.key) }.map {
            key, entry in
            let stored = try Self.storedType(entry, type)
            return (SafetensorsWriter.Declaration(key: key, type: stored.element, shape: entry.shape), entry, stored)
        }
    }

    /// Writes the file.
    ///
    /// - Parameter progress: told the bytes handed over so far and in all; what it throws ends the copy.
    func write(
        to path: String, progress: (_ done: Int, _ total: Int) throws -> Void
    ) throws -> ModelManifest.BundleFile {
        let file = try HashedFile(path: path)
        var writer = try SafetensorsWriter(to: file, declarations: plan.map(\.declaration))
        let total = byteCount
        var done = 0
        for step in plan {
            try writer.append(step.declaration.key) { write in
                try Self.copy(step) { bytes in
                    try write(bytes)
                    done += bytes.count
                    try progress(done, total)
                }
            }
        }
        try writer.finish()
        return file.content()
    }

    private static func copy(_ step: Step, _ write: (UnsafeRawBufferPointer) throws -> Void) throws {
        let size = step.entry.type.size
        try step.entry.forEachPart { part in
            for start in stride(from: 0, to: part.count, by: stretch * size) {
                let piece = UnsafeRawBufferPointer(rebasing: part[start..<min(start + stretch * size, part.count)])
                if step.entry.type == step.stored.element {
                    try write(checked(piece, step))
                } else {
                    try converted(piece, step).withUnsafeBytes { try write(checked($0, step)) }
                }
            }
        }
    }

    /// A network with such a weight finds nothing, and nobody would know why.
    private static func checked(_ bytes: UnsafeRawBufferPointer, _ step: Step) throws -> UnsafeRawBufferPointer {
        guard step.stored.areFinite(bytes) else {
            throw BundleError.importing(
                problem:
                    "'\(step.declaration.key)' holds an infinity or what is no number (NaN): the file is damaged, or the "
                    + "training that made it failed; take another")
        }
        return bytes
    }

    private static func converted(_ bytes: UnsafeRawBufferPointer, _ step: Step) throws -> Data {
        guard let result = floats(bytes, step.entry.type).withUnsafeBuffer(step.stored.bytes) else {
            let larger = step.stored == .float16 ? "bf16 or f32" : "f32"
            throw BundleError.importing(
                problem:
                    "'\(step.declaration.key)' holds numbers too large for \(step.stored.rawValue); choose \(larger)")
        }
        return result
    }

    private static func floats(_ bytes: UnsafeRawBufferPointer, _ type: ElementType) -> Tensor {
        let shape = [bytes.count / type.size]
        return switch type {
        case .float16: Tensor(shape: shape, half: bytes)
        case .bfloat16: Tensor(shape: shape, bfloat: bytes)
        case .float64:
            Tensor(
                shape: shape, (0..<shape[0]).map { Float(bytes.loadUnaligned(fromByteOffset: $0 * 8, as: Double.self)) }
            )
        default: Tensor(shape: shape) { UnsafeMutableRawBufferPointer($0).copyMemory(from: bytes) }
        }
    }

    private static func storedType(_ entry: WeightEntry, _ wanted: StoredType?) throws -> StoredType {
        let kept: StoredType? =
            switch entry.type {
            case .float32, .float64: .float32
            case .float16: .float16
            case .bfloat16: .bfloat16
            default: nil
            }
        guard let kept else {
            throw CheckpointError(
                source: entry.parts[0].file.path, key: entry.parts[0].key,
                problem: .type(found: entry.type.rawValue, expected: "a floating-point type"))
        }
        return wanted ?? kept
    }
}
