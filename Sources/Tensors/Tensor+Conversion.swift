import CKernels

extension Tensor {
    /// Little-endian IEEE half-precision numbers, widened; `bytes` need not be aligned.
    package init(shape: [Int], half bytes: UnsafeRawBufferPointer) {
        self.init(shape: shape, sixteenBit: bytes, earshot_half_to_float)
    }

    /// Little-endian bfloat16 numbers, widened; `bytes` need not be aligned.
    package init(shape: [Int], bfloat bytes: UnsafeRawBufferPointer) {
        self.init(shape: shape, sixteenBit: bytes, earshot_bfloat_to_float)
    }

    private init(
        shape: [Int], sixteenBit bytes: UnsafeRawBufferPointer,
        _ convert: (UnsafePointer<UInt16>, UnsafeMutablePointer<Float>, Int) -> Void
    ) {
        self.init(shape: shape) { output in
            precondition(bytes.count == output.count * 2, "two bytes an element")
            guard let base = bytes.baseAddress else { return }
            if Int(bitPattern: base) % 2 == 0 {
                convert(base.assumingMemoryBound(to: UInt16.self), output.base(at: 0), output.count)
            } else {
                let aligned = (0..<output.count).map { bytes.loadUnaligned(fromByteOffset: $0 * 2, as: UInt16.self) }
                convert(aligned, output.base(at: 0), output.count)
            }
        }
    }
}
