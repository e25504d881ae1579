import CKernels

/// Rounds to IEEE half precision, to nearest, ties to even.
///
/// - Returns: whether every finite number stayed finite.
package func roundToHalf(
    _ values: UnsafeBufferPointer<Float>, _ result: UnsafeMutableBufferPointer<UInt16>
) -> Bool { round(values, result, earshot_float_to_half) }

/// Rounds to bfloat16, to nearest, ties to even.
///
/// - Returns: whether every finite number stayed finite.
package func roundToBfloat(
    _ values: UnsafeBufferPointer<Float>, _ result: UnsafeMutableBufferPointer<UInt16>
) -> Bool { round(values, result, earshot_float_to_bfloat) }

private func round(
    _ values: UnsafeBufferPointer<Float>, _ result: UnsafeMutableBufferPointer<UInt16>,
    _ kernel: (UnsafePointer<Float>, UnsafeMutablePointer<UInt16>, Int) -> Int32
) -> Bool {
    precondition(values.count == result.count, "a result for every number")
    guard let values = values.baseAddress, let target = result.baseAddress else { return true }
    return kernel(values, target, result.count) != 0
}
