/// A drawn character: its coverage and where it stands to the pen.
struct Glyph {
    /// From the pen to the first column.
    let left: Int
    /// From the baseline up to the first row.
    let top: Int
    let width: Int
    let advance: Int
    /// 0…255, `width` a row.
    let coverage: [UInt8]
}
