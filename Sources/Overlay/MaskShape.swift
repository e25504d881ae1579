import MediaTypes

/// A mask brought to the picture's size: its pixels and the part of them near its edge.
struct MaskShape {
    private let width: Int
    private let height: Int
    private let inside: [UInt8]
    private let box: PixelBox

    /// Scales `mask` to the picture by nearest pixel; nil where nothing is inside.
    init?(_ mask: BinaryMask, width: Int, height: Int) {
        let scaled = mask.scaled(width: width, height: height)
        guard let box = scaled.box else { return nil }
        self.width = width
        self.height = height
        self.box = box
        inside = scaled.pixels
    }

    var bounds: PixelBox { box }

    func fill(on layer: inout RGBALayer, color: RGBColor, opacity: UInt8) {
        for y in box.y0..<box.y1 {
            layer.blend(color, row: y, columns: box.x0..<box.x1) { x in inside[y * width + x] * opacity }
        }
    }

    /// Draws the pixels within `thickness` of the outside; the line lies wholly inside the mask.
    func outline(on layer: inout RGBALayer, color: RGBColor, thickness: Int) {
        let core = eroded(by: thickness)
        for y in box.y0..<box.y1 {
            layer.blend(color, row: y, columns: box.x0..<box.x1) { x in
                (inside[y * width + x] - core[y * width + x]) * 255
            }
        }
    }

    /// The pixels whose square neighbourhood of `2 · distance + 1` pixels lies wholly inside.
    private func eroded(by distance: Int) -> [UInt8] {
        var rows = inside
        for y in box.y0..<box.y1 {
            erodeLine(from: inside, into: &rows, start: y * width, step: 1, count: width, distance: distance)
        }
        var core = rows
        for x in box.x0..<box.x1 {
            erodeLine(from: rows, into: &core, start: x, step: width, count: height, distance: distance)
        }
        return core
    }

    private func erodeLine(
        from source: [UInt8], into target: inout [UInt8], start: Int, step: Int, count: Int, distance: Int
    ) {
        var run = 0
        for position in 0...count {
            if position < count && source[start + position * step] != 0 {
                run += 1
                continue
            }
            let first = position - run
            for index in first..<min(first + distance, position) { target[start + index * step] = 0 }
            for index in max(first, position - distance)..<position { target[start + index * step] = 0 }
            run = 0
        }
    }
}

extension BinaryMask {
    fileprivate func scaled(width newWidth: Int, height newHeight: Int) -> BinaryMask {
        guard newWidth != width || newHeight != height else { return self }
        guard width > 0 && height > 0 else {
            return BinaryMask(
                width: newWidth, height: newHeight, pixels: Array(repeating: 0, count: newWidth * newHeight))
        }
        let columns = (0..<newWidth).map { ($0 * 2 + 1) * width / (newWidth * 2) }
        var scaled: [UInt8] = []
        scaled.reserveCapacity(newWidth * newHeight)
        for y in 0..<newHeight {
            let row = (y * 2 + 1) * height / (newHeight * 2) * width
            for column in columns { scaled.append(pixels[row + column]) }
        }
        return BinaryMask(width: newWidth, height: newHeight, pixels: scaled)
    }
}
