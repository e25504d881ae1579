import Foundation
import Network
import Tensors

/// Copies the weights of an import into one file, a tensor at a time.
struct WeightCopy {
    private let plan: [(declaration: SafetensorsWriter.Declaration, entry: ImportSource.Entry)]
    private let type: StoredType?

    var count: Int { plan.count }
    var byteCount: Int { plan.reduce(0) { $0 + Self.bytes($1.declaration) } }

    /// - Parameter type: nil keeps half and single precision as they are and rounds double to single.
    init(_ source: ImportSource, type: StoredType?) throws {
        self.type = type
        plan = try source.entries.sorted { $0.key < $1.key }.filter { !NaturalConstants.contains($0.key) }.map {
            key, entry in
            let stored = try Self.storedType(entry, type)
            return (SafetensorsWriter.Declaration(key: key, type: stored, shape: entry.shape), entry)
        }
    }

    func write(to path: String, progress: (_ done: Int, _ total: Int) -> Void) throws {
        var writer = try SafetensorsWriter.create(path: path, declarations: plan.map(\.declaration))
        let total = byteCount
        var done = 0
        for (declaration, entry) in plan {
            if entry.type == declaration.type {
                try entry.file.withBytes(of: entry.key) { try writer.append(declaration.key, bytes: $0) }
            } else {
                let bytes = try converted(entry, to: declaration)
                try bytes.withUnsafeBytes { try writer.append(declaration.key, bytes: $0) }
            }
            try entry.file.release(entry.key)
            done += Self.bytes(declaration)
            progress(done, total)
        }
        try writer.finish()
    }

    private func converted(_ entry: ImportSource.Entry, to declaration: SafetensorsWriter.Declaration) throws -> Data {
        let target = StoredType.allCases.first { $0.element == declaration.type } ?? .float32
        let bytes: Data? =
            if entry.type == .float64 {
                try entry.file.doubles(entry.key).map(Float.init).withUnsafeBufferPointer(target.bytes)
            } else {
                try entry.file.tensor(entry.key).withUnsafeBuffer(target.bytes)
            }
        guard let bytes else {
            throw BundleError.importing(
                problem: "'\(declaration.key)' holds numbers too large for \(target.rawValue); choose bf16 or f32")
        }
        return bytes
    }

    private static func storedType(_ entry: ImportSource.Entry, _ wanted: StoredType?) throws -> SafetensorsType {
        switch entry.type {
        case .float32, .float16, .bfloat16: return wanted?.element ?? entry.type
        case .float64: return wanted?.element ?? .float32
        default:
            throw CheckpointError(
                source: entry.file.path, key: entry.key,
                problem: .type(found: entry.type.rawValue, expected: "a floating-point type"))
        }
    }

    private static func bytes(_ declaration: SafetensorsWriter.Declaration) -> Int {
        declaration.shape.reduce(declaration.type.size, *)
    }
}
