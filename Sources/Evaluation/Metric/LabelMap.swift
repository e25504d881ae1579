package import MediaTypes

/// A class per pixel, 0 for background, rows from the top.
package struct LabelMap: Sendable, Equatable {
    package let width: Int
    package let height: Int
    package var ids: [UInt8]

    /// - Precondition: one id a pixel.
    package init(width: Int, height: Int, ids: [UInt8]) {
        precondition(ids.count == width * height, "a label map has one id a pixel")
        self.width = width
        self.height = height
        self.ids = ids
    }

    package init(width: Int, height: Int) {
        self.init(width: width, height: height, ids: Array(repeating: 0, count: width * height))
    }

    /// The map at another size by nearest neighbour: output pixel i shows input pixel `floor(i * in / out)` (Spec §8.6).
    package func resized(width outWidth: Int, height outHeight: Int) -> LabelMap {
        let columns = (0..<outWidth).map { $0 * width / outWidth }
        var out: [UInt8] = []
        out.reserveCapacity(outWidth * outHeight)
        for y in 0..<outHeight {
            let row = y * height / outHeight * width
            for column in columns { out.append(ids[row + column]) }
        }
        return LabelMap(width: outWidth, height: outHeight, ids: out)
    }

    /// Keeps the classes listed and makes all others background.
    package func keeping(_ classes: Set<UInt8>) -> LabelMap {
        LabelMap(width: width, height: height, ids: ids.map { classes.contains($0) ? $0 : 0 })
    }

    /// Gives every pixel of a mask one class.
    ///
    /// - Precondition: the mask has the map's size.
    package mutating func paint(_ mask: BinaryMask, as id: UInt8) {
        precondition(mask.width == width && mask.height == height, "a mask of the map's picture")
        for index in ids.indices where mask.pixels[index] != 0 { ids[index] = id }
    }
}
