package import MediaTypes
import Tensors

/// Resize, normalise, pad (Spec §1).
package struct ImagePreparation: Sendable {
    private let settings: SegmentationConfiguration.Preprocessing

    package init(_ settings: SegmentationConfiguration.Preprocessing) { self.settings = settings }

    package func callAsFunction(_ picture: Picture) -> PreparedPicture {
        let geometry = PictureGeometry(
            original: PictureGeometry.Size(width: picture.width, height: picture.height), preprocessing: settings)
        let resized = PillowResize(width: geometry.resized.width, height: geometry.resized.height)(picture)
        return PreparedPicture(geometry: geometry, resized: resized, input: input(resized, geometry.padded))
    }

    private func input(_ picture: Picture, _ padded: PictureGeometry.Size) -> Tensor {
        var input = Tensor(shape: [1, 3, padded.height, padded.width])
        input.withUnsafeMutableBuffer { output in
            picture.pixels.withUnsafeBufferPointer { pixels in
                for channel in 0..<3 {
                    let (mean, std) = (settings.mean[channel], settings.std[channel])
                    for y in 0..<picture.height {
                        let line = (channel * padded.height + y) * padded.width
                        for x in 0..<picture.width {
                            let value = Float(pixels[(y * picture.width + x) * 3 + channel])
                            output[line + x] = (value - mean) / std
                        }
                    }
                }
            }
        }
        return input
    }
}
