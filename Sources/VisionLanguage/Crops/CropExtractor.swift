package import MediaTypes
package import Tensors

/// Cuts what a soft mask shows out of a frame, for the image tower (Spec §6).
package struct CropExtractor: Sendable {
    package let placement: CropPlacement
    /// Side of a crop in pixels.
    package let resolution: Int

    package init(placement: CropPlacement, resolution: Int) {
        self.placement = placement
        self.resolution = resolution
    }

    /// The masked frame around the mask, `[3, R, R]`, channels 0…255, black where there is no mask.
    ///
    /// - Parameters:
    ///   - frame: the resized picture without padding.
    ///   - mask: the soft mask of the padded picture, from 0 to 1; its top-left corner is the frame's.
    ///   - box: the mask's own box, see `Raster.maskBox`; it may begin in the padding.
    package func callAsFunction(frame: Raster, mask: Raster, box: PixelBox) -> Tensor {
        let region = placement.region(around: box, width: frame.width, height: frame.height)
        let colours = frame.aligned(region, resolution: resolution).values
        let opacity = mask.aligned(region, resolution: resolution).values
        let area = resolution * resolution
        return Tensor(shape: [3, resolution, resolution]) { output in
            for channel in 0..<3 {
                for index in 0..<area { output[channel * area + index] = opacity[index] * colours[index * 3 + channel] }
            }
        }
    }
}
