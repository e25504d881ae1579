import Foundation
import Network
import Tensors

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
        case .float32: Data(buffer: values)
        case .float16: Self.rounded(values, roundToHalf)
        case .bfloat16: Self.rounded(values, roundToBfloat)
        }
    }

    /// Whether bytes of this type hold no infinity and no NaN.
    func areFinite(_ bytes: UnsafeRawBufferPointer) -> Bool {
        switch self {
        case .float32: Tensors.areFinite(single: bytes)
        case .float16: Tensors.areFinite(half: bytes)
        case .bfloat16: Tensors.areFinite(bfloat: bytes)
        }
    }

    private static func rounded(
        _ values: UnsafeBufferPointer<Float>,
        _ round: (UnsafeBufferPointer<Float>, UnsafeMutableBufferPointer<UInt16>) -> Bool
    ) -> Data? {
        var data = Data(count: values.count * MemoryLayout<UInt16>.size)
        let isWhole = data.withUnsafeMutableBytes { round(values, $0.bindMemory(to: UInt16.self)) }
        return isWhole ? data : nil
    }
}
