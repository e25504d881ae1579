import MediaTypes

/// The bar that shows how loud a snippet is: −60 dBFS is empty, 0 dBFS full.
struct LevelMeter {
    static let floor = -60.0

    private static let quiet = RGBColor(0, 214, 120)
    private static let loud = RGBColor(255, 200, 0)
    private static let clipping = RGBColor(255, 64, 64)
    private static let empty = RGBColor(90, 90, 90)

    /// Share of the bar that is lit, 0…1; NaN and −∞ count as silence.
    static func share(of level: Double) -> Double {
        guard level > floor else { return 0 }
        return min(1, (level - floor) / -floor)
    }

    /// The bar's box: its lit columns are coloured by the level they stand for.
    static func draw(_ level: Double, in box: PixelBox, on layer: inout RGBALayer) {
        let width = box.x1 - box.x0
        let lit = Int((share(of: level) * Double(width)).rounded())
        layer.fill(box, radius: 0, color: empty, opacity: 255)
        for (color, from, to) in [(quiet, -60.0, -18.0), (loud, -18.0, -6.0), (clipping, -6.0, 0.0)] {
            let start = Int((share(of: from) * Double(width)).rounded())
            let end = min(lit, Int((share(of: to) * Double(width)).rounded()))
            guard end > start else { continue }
            let part = PixelBox(x0: box.x0 + start, y0: box.y0, x1: box.x0 + end, y1: box.y1)
            layer.fill(part, radius: 0, color: color, opacity: 255)
        }
    }

    static func caption(_ level: Double) -> String {
        guard level > floor else { return "< \u{2212}60 dBFS" }
        let rounded = Int(level.rounded())
        return rounded < 0 ? "\u{2212}\(-rounded) dBFS" : "\(rounded) dBFS"
    }
}
