import CKernels

/// Whether none of these IEEE half-precision numbers is infinite or NaN; `bytes` need not be aligned.
package func areFinite(half bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.baseAddress.map { earshot_are_finite_16($0, bytes.count / 2, 0x7C00) != 0 } ?? true
}

/// Whether none of these bfloat16 numbers is infinite or NaN; `bytes` need not be aligned.
package func areFinite(bfloat bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.baseAddress.map { earshot_are_finite_16($0, bytes.count / 2, 0x7F80) != 0 } ?? true
}

/// Whether none of these single-precision numbers is infinite or NaN; `bytes` need not be aligned.
package func areFinite(single bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.baseAddress.map { earshot_are_finite_32($0, bytes.count / 4, 0x7F80_0000) != 0 } ?? true
}
