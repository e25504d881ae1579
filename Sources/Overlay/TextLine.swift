/// A line of text as coverage, 0…255, rows from the top.
struct TextLine {
    let width: Int
    let height: Int
    private(set) var coverage: [UInt8]

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        coverage = Array(repeating: 0, count: width * height)
    }

    /// Adds a glyph; the parts outside the line are cut off.
    mutating func add(_ glyph: Glyph, penX: Int, baseline: Int) {
        guard glyph.width > 0 else { return }
        for row in 0..<glyph.coverage.count / glyph.width {
            let y = baseline - glyph.top + row
            guard (0..<height).contains(y) else { continue }
            for column in 0..<glyph.width {
                let x = penX + glyph.left + column
                guard (0..<width).contains(x) else { continue }
                coverage[y * width + x] = max(coverage[y * width + x], glyph.coverage[row * glyph.width + column])
            }
        }
    }

    func draw(on layer: inout RGBALayer, x: Int, y: Int, color: RGBColor) {
        for row in 0..<height {
            layer.blend(color, row: y + row, columns: x..<x + width) { column in coverage[row * width + column - x] }
        }
    }
}
