import MediaTypes

@testable import Analysis

/// A mask drawn in text: `#` inside, anything else outside.
func mask(_ rows: String...) -> BinaryMask {
    BinaryMask(
        width: rows[0].count, height: rows.count,
        pixels: rows.flatMap { row in row.map { $0 == "#" ? 1 : 0 } })
}

func label(
    _ word: String, score: Float = 0.8, sounding: Float = 0.9, _ mask: BinaryMask, footprint: Footprint? = nil
) -> Label {
    Label(
        word: word, known: nil, score: score, sounding: sounding, mask: mask,
        box: mask.box ?? PixelBox(x0: 0, y0: 0, x1: 0, y1: 0), area: mask.area,
        footprint: footprint ?? Footprint(keys: [], masks: []))
}
