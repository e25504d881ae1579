package import MediaTypes
package import Tensors

/// What the mask decoder says about a window.
package struct WindowPrediction: Sendable {
    /// Mask logits at stride 4 of the padded pictures, `[Q, T, h, w]`.
    package let maskLogits: Tensor
    /// `[Q, 2]`; index 0 is sounding, 1 is no object.
    package let soundLogits: Tensor
    package let padded: PictureGeometry.Size

    package init(maskLogits: Tensor, soundLogits: Tensor, padded: PictureGeometry.Size) {
        self.maskLogits = maskLogits
        self.soundLogits = soundLogits
        self.padded = padded
    }

    package var queries: Int { maskLogits.shape[0] }

    /// The probability of sounding of every query.
    package var soundingScores: [Float] {
        let probabilities = softmax(soundLogits).elements
        return (0..<queries).map { probabilities[2 * $0] }
    }

    /// Mask logits of one query and snippet at the size of the padded picture, `[Hp, Wp]` (Spec §6.1).
    ///
    /// - Parameter snippet: Position in the window.
    package func paddedLogits(query: Int, snippet: Int) -> Tensor {
        bilinearResize(maskLogits[query][snippet], height: padded.height, width: padded.width)
    }

    /// Mask logits at the size of the original picture, `[H, W]` (Spec §8.3).
    package func frameLogits(query: Int, snippet: Int, geometry: PictureGeometry) -> Tensor {
        precondition(geometry.padded == padded, "the geometry of another picture")
        let (width, height) = (geometry.resized.width, geometry.resized.height)
        let whole = paddedLogits(query: query, snippet: snippet)
        let cropped = Tensor(shape: [height, width]) { output in
            whole.withUnsafeBuffer { input in
                for y in 0..<height {
                    for x in 0..<width { output[y * width + x] = input[y * padded.width + x] }
                }
            }
        }
        return bilinearResize(cropped, height: geometry.original.height, width: geometry.original.width)
    }

    /// Where the logits at the size of the original picture are positive.
    package func frameMask(query: Int, snippet: Int, geometry: PictureGeometry) -> BinaryMask {
        let logits = frameLogits(query: query, snippet: snippet, geometry: geometry)
        return BinaryMask(
            width: geometry.original.width, height: geometry.original.height,
            pixels: logits.withUnsafeBuffer { $0.map { $0 > 0 ? 1 : 0 } })
    }
}
