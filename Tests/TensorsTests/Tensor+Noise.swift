import Tensors

extension Tensor {
    /// Reproducible numbers in −1…1.
    static func noise(seed: UInt64, _ shape: [Int]) -> Tensor {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        return Tensor(
            shape: shape,
            (0..<shape.reduce(1, *)).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Float(Int64(bitPattern: state) >> 40) * 0x1p-23
            })
    }

    /// The largest absolute difference of any element.
    func differs(from other: Tensor) -> Float {
        precondition(shape == other.shape)
        return zip(elements, other.elements).reduce(0) { max($0, abs($1.0 - $1.1)) }
    }
}
