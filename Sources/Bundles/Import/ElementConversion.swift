import Foundation
import Network

/// How the elements of imported tensors are stored.
package enum StoredType: String, Sendable, CaseIterable {
    case float32 = "f32"
    case float16 = "f16"
    case bfloat16 = "bf16"

    var element: ElementType {
        switch self {
        case .float32: .float32
        case .float16: .float16
        case .bfloat16: .bfloat16
        }
    }

    /// The bytes of `values`, rounded to nearest, ties to even; nil where a finite number has no finite counterpart.
    func bytes(of values: UnsafeBufferPointer<Float>) -> Data? {
        switch self {
        case .float32: return Data(buffer: values)
        case .float16:
            let halves = values.map { Float16($0) }
            guard zip(halves, values).allSatisfy({ $0.isFinite || !$1.isFinite }) else { return nil }
            return halves.withUnsafeBufferPointer { Data(buffer: $0) }
        case .bfloat16:
            let words = values.map(Self.bfloat)
            return words.withUnsafeBufferPointer { Data(buffer: $0) }
        }
    }

    private static func bfloat(_ value: Float) -> UInt16 {
        let bits = value.bitPattern
        guard !value.isNaN else { return UInt16(bits >> 16) | 0x40 }
        return UInt16(truncatingIfNeeded: (bits + 0x7fff + (bits >> 16 & 1)) >> 16)
    }
}
