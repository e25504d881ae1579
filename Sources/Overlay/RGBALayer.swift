import MediaTypes

/// A transparent sheet the overlay is drawn on: premultiplied RGBA, 8 bits a channel.
struct RGBALayer {
    let width: Int
    let height: Int
    private(set) var pixels: [SIMD4<UInt8>]
    private(set) var spans: RowSpans

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        pixels = Array(repeating: SIMD4(repeating: 0), count: width * height)
        spans = RowSpans(rows: height)
    }

    /// Lays `color` over the pixels of one row, `coverage(x)` 0…255 telling how much of each.
    mutating func blend(_ color: RGBColor, row y: Int, columns: Range<Int>, coverage: (Int) -> UInt8) {
        let columns = columns.clamped(to: 0..<width)
        guard (0..<height).contains(y), !columns.isEmpty else { return }
        spans.cover(row: y, columns)
        let source = SIMD4<UInt16>(UInt16(color.red), UInt16(color.green), UInt16(color.blue), 255)
        for x in columns {
            let alpha = coverage(x)
            guard alpha != 0 else { continue }
            let below = SIMD4<UInt16>(truncatingIfNeeded: pixels[y * width + x])
            let sum = source &* UInt16(alpha) &+ below &* UInt16(255 - alpha) &+ 128
            pixels[y * width + x] = SIMD4<UInt8>(truncatingIfNeeded: (sum &+ (sum &>> 8)) &>> 8)
        }
    }

    /// Fills a box whose corners are rounded with `radius`, at `opacity` 0…255.
    mutating func fill(_ box: PixelBox, radius: Int, color: RGBColor, opacity: UInt8) {
        let radius = max(0, min(radius, (box.x1 - box.x0) / 2, (box.y1 - box.y0) / 2))
        for y in box.y0..<box.y1 {
            let inset = box.cornerInset(row: y, radius: radius)
            blend(color, row: y, columns: box.x0 + inset..<max(box.x0 + inset, box.x1 - inset)) { _ in opacity }
        }
    }
}

extension PixelBox {
    /// How far a row of a rounded box starts inside the box.
    fileprivate func cornerInset(row: Int, radius: Int) -> Int {
        let fromEdge = min(row - y0, y1 - 1 - row)
        guard fromEdge < radius else { return 0 }
        let rise = Double(radius) - Double(fromEdge) - 0.5
        let radius = Double(radius)
        return Int((radius - (radius * radius - rise * rise).squareRoot()).rounded())
    }
}
