/// How RGB becomes luma and chroma in a picture: matrix coefficients (ITU-T H.273 §8.3) and range.
package struct YUVEncoding: Sendable, Hashable {
    let redWeight: Float
    let blueWeight: Float
    let lumaOffset: Float
    let lumaScale: Float
    let chromaScale: Float

    package enum Matrix: Sendable { case bt601, bt709, bt2020 }

    package init(matrix: Matrix, fullRange: Bool = false) {
        (redWeight, blueWeight) =
            switch matrix {
            case .bt601: (0.299, 0.114)
            case .bt709: (0.2126, 0.0722)
            case .bt2020: (0.2627, 0.0593)
            }
        lumaOffset = fullRange ? 0 : 16
        lumaScale = fullRange ? 1 : 219.0 / 255
        chromaScale = fullRange ? 1 : 224.0 / 255
    }

    /// Luma of premultiplied 8-bit components, before the alpha-weighted offset.
    func luma(_ red: Float, _ green: Float, _ blue: Float) -> Float {
        redWeight * red + (1 - redWeight - blueWeight) * green + blueWeight * blue
    }

    func blueDifference(_ blue: Float, luma: Float) -> Float { chromaScale * (blue - luma) / (2 * (1 - blueWeight)) }
    func redDifference(_ red: Float, luma: Float) -> Float { chromaScale * (red - luma) / (2 * (1 - redWeight)) }
}
