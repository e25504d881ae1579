extension TorchTensor {
    /// The elements in row-major order, out of the bytes of `bytes`.
    func gathered(_ source: UnsafeRawBufferPointer) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: byteCount) { target, count in
            let target = UnsafeMutableRawBufferPointer(target)
            for index in 0..<byteCount / type.size {
                let from = offset(of: index) * type.size
                target[index * type.size..<(index + 1) * type.size].copyBytes(from: source[from..<from + type.size])
            }
            count = byteCount
        }
    }

    /// Of the element at a row-major index, from the first element.
    private func offset(of index: Int) -> Int {
        var (rest, offset) = (index, 0)
        for dimension in shape.indices.reversed() {
            let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: shape[dimension])
            offset += remainder * strides[dimension]
            rest = quotient
        }
        return offset
    }
}
