/// The colours sounds are marked with: bright enough for contours on dark pictures, told apart by hue and lightness.
package enum Palette {
    private static let colors: [RGBColor] = [
        RGBColor(255, 176, 0), RGBColor(0, 158, 255), RGBColor(255, 64, 64), RGBColor(0, 214, 120),
        RGBColor(200, 110, 255), RGBColor(255, 240, 60), RGBColor(255, 105, 190), RGBColor(0, 225, 230),
        RGBColor(175, 215, 90), RGBColor(110, 120, 255), RGBColor(215, 140, 95), RGBColor(255, 190, 200),
    ]

    package static var count: Int { colors.count }

    /// The colour of an index; indices past the end start again.
    package static func color(_ index: Int) -> RGBColor {
        colors[abs(index % count)]
    }

    /// Neighbouring tracks differ in colour, and a track keeps its own for life.
    package static func index(ofTrack track: Int) -> Int {
        abs(track % count)
    }

    /// The same word has the same colour in every run (32-bit FNV-1a of its UTF-8).
    package static func index(ofLabel label: String) -> Int {
        let hash = label.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return Int(hash % UInt32(count))
    }
}
