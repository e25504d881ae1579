import CKernels

/// A function applied to every element after a linear or convolution layer.
package enum Activation: Sendable {
    case none
    case relu
    /// `x · sigmoid(1.702 x)`, CLIP's approximation of GELU (Spec §7).
    case quickGELU
    /// `x · Φ(x)` with the error function.
    case gelu

    func apply(_ base: UnsafeMutablePointer<Float>, _ count: Int) {
        switch self {
        case .none: break
        case .relu: earshot_relu(base, count)
        case .quickGELU: earshot_quick_gelu(base, count)
        case .gelu: earshot_gelu(base, count)
        }
    }
}

/// `activation` of every element.
package func activate(_ input: Tensor, _ activation: Activation) -> Tensor {
    var output = input
    output.activate(activation)
    return output
}

/// `max(x, 0)` of every element.
package func relu(_ input: Tensor) -> Tensor { activate(input, .relu) }

/// `x · sigmoid(1.702 x)` of every element.
package func quickGELU(_ input: Tensor) -> Tensor { activate(input, .quickGELU) }

/// Exact GELU of every element.
package func gelu(_ input: Tensor) -> Tensor { activate(input, .gelu) }

/// `1 / (1 + exp(-x))` of every element.
package func sigmoid(_ input: Tensor) -> Tensor {
    var output = input
    output.withUnsafeMutableBuffer { buffer in
        Parallelism.forEachRange(of: buffer.count, grain: 1 << 14) { range in
            earshot_sigmoid(buffer.base(at: range.lowerBound), range.count)
        }
    }
    return output
}

extension Tensor {
    /// Applies `activation` in place.
    package mutating func activate(_ activation: Activation) {
        withUnsafeMutableBuffer { buffer in
            Parallelism.forEachRange(of: buffer.count, grain: 1 << 14) { range in
                activation.apply(buffer.base(at: range.lowerBound), range.count)
            }
        }
    }
}
