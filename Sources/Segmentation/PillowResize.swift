package import MediaTypes

/// Pillow's 8-bit bilinear resampling with antialiasing, bit for bit (Spec §1).
package struct PillowResize: Sendable {
    /// The source pixels of one output pixel and their fixed-point weights.
    private struct Window: Sendable {
        let first: Int
        let weights: [Int32]
    }

    /// Fractional bits of a weight.
    private static let precision = 22

    package let width: Int
    package let height: Int

    package init(width: Int, height: Int) {
        precondition(width > 0 && height > 0, "an empty picture has no pixels to resample")
        self.width = width
        self.height = height
    }

    /// Rows first, rounded to 8 bits, then columns; an axis that keeps its size is left alone.
    package func callAsFunction(_ picture: Picture) -> Picture {
        var result = picture
        if width != result.width { result = horizontal(result) }
        if height != result.height { result = vertical(result) }
        return result
    }

    private func horizontal(_ picture: Picture) -> Picture {
        let windows = Self.windows(from: picture.width, to: width)
        var pixels = [UInt8](repeating: 0, count: width * picture.height * 3)
        picture.pixels.withUnsafeBufferPointer { source in
            for y in 0..<picture.height {
                for x in 0..<width {
                    let start = (y * picture.width + windows[x].first) * 3
                    for channel in 0..<3 {
                        pixels[(y * width + x) * 3 + channel] = Self.sum(
                            windows[x].weights, source, from: start + channel, step: 3)
                    }
                }
            }
        }
        return Picture(width: width, height: picture.height, pixels: pixels)
    }

    private func vertical(_ picture: Picture) -> Picture {
        let windows = Self.windows(from: picture.height, to: height)
        let row = picture.width * 3
        var pixels = [UInt8](repeating: 0, count: row * height)
        picture.pixels.withUnsafeBufferPointer { source in
            for y in 0..<height {
                for x in 0..<row {
                    pixels[y * row + x] = Self.sum(
                        windows[y].weights, source, from: windows[y].first * row + x, step: row)
                }
            }
        }
        return Picture(width: picture.width, height: height, pixels: pixels)
    }

    @inline(__always)
    private static func sum(
        _ weights: [Int32], _ source: UnsafeBufferPointer<UInt8>, from start: Int, step: Int
    ) -> UInt8 {
        var sum: Int32 = 1 << (precision - 1)
        for index in weights.indices { sum &+= Int32(source[start + index * step]) &* weights[index] }
        return UInt8(clamping: sum >> precision)
    }

    private static func windows(from input: Int, to output: Int) -> [Window] {
        let scale = Double(input) / Double(output)
        let support = max(1, scale)
        return (0..<output).map { index in
            let center = (Double(index) + 0.5) * scale
            let first = max(0, Int(center - support + 0.5))
            let end = min(input, Int(center + support + 0.5))
            let weights = (first..<end).map { max(0, 1 - abs((Double($0) - center + 0.5) / support)) }
            let total = weights.reduce(0, +)
            return Window(
                first: first,
                weights: weights.map { weight in
                    let scaled = (total == 0 ? weight : weight / total) * Double(1 << precision)
                    return Int32((scaled + (scaled < 0 ? -0.5 : 0.5)).rounded(.towardZero))
                })
        }
    }
}
