import MediaTypes

/// Draws white text on dark rounded boxes, so that it reads on any picture, and keeps the boxes apart.
struct TextBoxes {
    private let font: TextFont
    private let size: TextSize
    private let width: Int
    private let height: Int
    private var layout: LabelLayout

    /// White on this share of black has a contrast ratio of 8 : 1 even over white (WCAG 2.1 asks for 4.5).
    private static let opacity: UInt8 = 184

    init(font: TextFont, size: TextSize, width: Int, height: Int) {
        self.font = font
        self.size = size
        self.width = width
        self.height = height
        layout = LabelLayout(width: width, height: height)
    }

    private var padding: Int { max(2, size.height / 4) }
    private var fits: Bool { (size.height + 2 * padding) * 10 <= height * 6 }

    mutating func drawLabel(
        _ text: String, _ score: String, color: RGBColor, at anchor: PixelBox, on sheet: inout RGBALayer
    ) throws(OverlayError) {
        let stripe = max(2, size.height / 3)
        guard let (line, box) = try box(text, ending: " \(score)", at: anchor, extra: stripe) else { return }
        background(box, on: &sheet)
        let swatch = PixelBox(
            x0: box.x0 + padding, y0: box.y0 + padding, x1: box.x0 + padding + stripe, y1: box.y1 - padding)
        sheet.fill(swatch, radius: stripe / 3, color: color, opacity: 255)
        line.draw(on: &sheet, x: box.x0 + 2 * padding + stripe, y: box.y0 + padding / 2, color: .white)
    }

    mutating func drawCaption(_ text: String, on sheet: inout RGBALayer) throws(OverlayError) {
        let corner = PixelBox(x0: padding, y0: 0, x1: padding, y1: 0)
        guard let (line, box) = try box(text, at: corner, extra: -padding) else { return }
        background(box, on: &sheet)
        line.draw(on: &sheet, x: box.x0 + padding, y: box.y0 + padding / 2, color: .white)
    }

    mutating func drawLevel(_ level: Double, on sheet: inout RGBALayer) throws(OverlayError) {
        let bar = max(16, min(width / 4, size.width * 8))
        let corner = PixelBox(x0: padding, y0: height, x1: padding, y1: height)
        guard let (line, box) = try box(LevelMeter.caption(level), at: corner, extra: bar) else { return }
        background(box, on: &sheet)
        let third = (box.y1 - box.y0) / 3
        let meter = PixelBox(x0: box.x0 + padding, y0: box.y0 + third, x1: box.x0 + padding + bar, y1: box.y1 - third)
        LevelMeter.draw(level, in: meter, on: &sheet)
        line.draw(on: &sheet, x: meter.x1 + padding, y: box.y0 + padding / 2, color: .white)
    }

    /// The line and its place; `extra` is room before the text for what stands beside it, with a padding.
    private mutating func box(
        _ text: String, ending: String = "", at anchor: PixelBox, extra: Int
    ) throws(OverlayError) -> (TextLine, PixelBox)? {
        let margin = 3 * padding + extra
        guard fits, width > margin + size.width else { return nil }
        let line = try font.line(text, ending: ending, size: size, maxWidth: width - margin)
        guard line.width > 0 else { return nil }
        let place = layout.place(width: line.width + margin, height: line.height + padding, at: anchor)
        return place.map { (line, $0) }
    }

    private func background(_ box: PixelBox, on sheet: inout RGBALayer) {
        sheet.fill(box, radius: (box.y1 - box.y0) / 5, color: .black, opacity: Self.opacity)
    }
}
