/// Sets a line of text in one size: picks a face for each character and places the glyphs on the baseline.
struct TextSetter {
    private let faces: [FontFace]
    private let above: Int
    private let below: Int

    private static let ellipsis: Unicode.Scalar = "\u{2026}"

    /// - Precondition: `faces` is not empty.
    init(faces: [FontFace], size: TextSize) throws(OverlayError) {
        for face in faces { try face.select(size) }
        self.faces = faces
        (above, below) = faces[0].lineExtent
    }

    func line(
        _ text: [Unicode.Scalar], ending: [Unicode.Scalar], maxWidth: Int
    ) throws(OverlayError) -> TextLine {
        let fitting = try placed(text, ending, maxWidth: maxWidth)
        let width = fitting.map { max($0.pen + $0.glyph.advance, $0.pen + $0.glyph.left + $0.glyph.width) }.max() ?? 0
        var line = TextLine(width: max(0, min(width, maxWidth)), height: above + below)
        for item in fitting { line.add(item.glyph, penX: item.pen, baseline: above) }
        return line
    }

    private typealias Placed = (glyph: Glyph, pen: Int)

    /// The whole text, or the longest beginning of it that fits together with an ellipsis and the ending.
    private func placed(
        _ text: [Unicode.Scalar], _ ending: [Unicode.Scalar], maxWidth: Int
    ) throws(OverlayError) -> [Placed] {
        let whole = try pens(text + ending)
        guard end(of: whole) > maxWidth else { return whole }
        for count in stride(from: text.count - 1, to: 0, by: -1) {
            let shortened = try pens(text[..<count] + [Self.ellipsis] + ending)
            if end(of: shortened) <= maxWidth { return shortened }
        }
        return []
    }

    private func end(of placed: [Placed]) -> Int { placed.last.map { $0.pen + $0.glyph.advance } ?? 0 }

    private func pens(_ text: [Unicode.Scalar]) throws(OverlayError) -> [Placed] {
        var pen = 0
        var previous: Unicode.Scalar?
        var placed: [Placed] = []
        for scalar in text where !scalar.properties.isDefaultIgnorableCodePoint {
            let face = faces.first { $0.contains(scalar) } ?? faces[0]
            if let previous { pen += face.kerning(previous, scalar) }
            let glyph = try face.glyph(scalar)
            placed.append((glyph, pen))
            pen += glyph.advance
            previous = scalar
        }
        return placed
    }
}
