import Tensors

extension Tensor {
    /// `[1, C, h, w]` as tokens `[h · w, C]`.
    var tokens: Tensor { reshaped([shape[1], shape[2] * shape[3]]).transposed }

    /// Tokens `[h · w, C]` as `[1, C, h, w]`.
    func image(height: Int, width: Int) -> Tensor {
        transposed.reshaped([1, shape[1], height, width])
    }
}
