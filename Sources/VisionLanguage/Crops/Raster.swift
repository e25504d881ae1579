package import MediaTypes
package import Tensors

/// A picture or a soft mask as floating-point numbers, rows from the top, channels interleaved.
package struct Raster: Sendable {
    package let width: Int
    package let height: Int
    package let channels: Int
    package var values: [Float]

    /// - Precondition: `values.count == width * height * channels`.
    package init(width: Int, height: Int, channels: Int, values: [Float]) {
        precondition(values.count == width * height * channels, "a raster has one value a pixel and channel")
        self.width = width
        self.height = height
        self.channels = channels
        self.values = values
    }

    /// The picture's channels as 0…255.
    package init(_ picture: Picture) {
        self.init(width: picture.width, height: picture.height, channels: 3, values: picture.pixels.map(Float.init))
    }

    /// A soft mask `[H, W]`.
    package init(mask: Tensor) {
        precondition(mask.shape.count == 2, "\(mask.shape) is not one mask")
        self.init(width: mask.shape[1], height: mask.shape[0], channels: 1, values: mask.elements)
    }

    /// The smallest box around the pixels of a mask above one half, nil where there is none.
    ///
    /// - Precondition: one channel.
    package var maskBox: PixelBox? {
        precondition(channels == 1, "a mask has one channel")
        var x0 = width, y0 = height, x1 = 0, y1 = 0
        for y in 0..<height {
            let row = values[y * width..<(y + 1) * width]
            guard let first = row.firstIndex(where: { $0 > 0.5 }), let last = row.lastIndex(where: { $0 > 0.5 }) else {
                continue
            }
            x0 = min(x0, first - row.startIndex)
            x1 = max(x1, last - row.startIndex + 1)
            y0 = min(y0, y)
            y1 = y + 1
        }
        return x1 > x0 ? PixelBox(x0: x0, y0: y0, x1: x1, y1: y1) : nil
    }

    /// RoIAlign with `aligned = false`, spatial scale 1 and the adaptive sampling grid (Spec §6).
    ///
    /// - Returns: `resolution` × `resolution` pixels, 0 where the region leaves the raster.
    func aligned(_ region: Region, resolution: Int) -> Raster {
        let columns = AxisTaps(start: region.x, length: region.width, size: width, resolution: resolution)
        let rows = AxisTaps(start: region.y, length: region.height, size: height, resolution: resolution)
        var result = [Float](repeating: 0, count: resolution * resolution * channels)
        for (y, row) in rows.outputs.enumerated() where !row.weights.isEmpty {
            let blended = blend(row, columns.extent)
            for (x, column) in columns.outputs.enumerated() {
                let target = (y * resolution + x) * channels
                for (tap, weight) in column.weights.enumerated() {
                    let source = (column.first + tap - columns.extent.lowerBound) * channels
                    for channel in 0..<channels { result[target + channel] += weight * blended[source + channel] }
                }
            }
        }
        return Raster(width: resolution, height: resolution, channels: channels, values: result)
    }

    /// The weighted sum of the rows of `taps`, cut to `columns`.
    private func blend(_ taps: AxisTaps.Output, _ columns: Range<Int>) -> [Float] {
        let count = columns.count * channels
        var sum = [Float](repeating: 0, count: count)
        for (tap, weight) in taps.weights.enumerated() {
            let start = ((taps.first + tap) * width + columns.lowerBound) * channels
            for index in 0..<count { sum[index] += weight * values[start + index] }
        }
        return sum
    }
}
