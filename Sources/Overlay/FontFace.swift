import CFreeType

/// One open font file. Not to be used by two threads at once.
final class FontFace {
    private let library: FT_Library
    private let face: FT_Face

    init(path: String) throws(OverlayError) {
        var library: FT_Library?
        let started = FT_Init_FreeType(&library)
        guard started == 0, let library else {
            throw OverlayError.textEngine(operation: "start FreeType", code: started)
        }
        var face: FT_Face?
        let opened = FT_New_Face(library, path, 0, &face)
        guard opened == 0, let face else {
            FT_Done_FreeType(library)
            throw OverlayError.unreadableFont(path: path, code: opened)
        }
        self.library = library
        self.face = face
    }

    deinit {
        FT_Done_Face(face)
        FT_Done_FreeType(library)
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool { FT_Get_Char_Index(face, FT_ULong(scalar.value)) != 0 }

    func select(_ size: TextSize) throws(OverlayError) {
        let code = FT_Set_Pixel_Sizes(face, FT_UInt(size.width), FT_UInt(size.height))
        guard code == 0 else { throw OverlayError.textEngine(operation: "set the text size", code: code) }
    }

    /// Distance from the baseline to the top and to the bottom of the line, in pixels of the selected size.
    var lineExtent: (above: Int, below: Int) {
        let metrics = face.pointee.size.pointee.metrics
        return ((metrics.ascender + 63) / 64, (-metrics.descender + 63) / 64)
    }

    /// Horizontal correction between two neighbours, in pixels.
    func kerning(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Int {
        var delta = FT_Vector()
        let first = FT_Get_Char_Index(face, FT_ULong(left.value))
        let second = FT_Get_Char_Index(face, FT_ULong(right.value))
        let code = FT_Get_Kerning(face, first, second, earshot_ft_kerning_default, &delta)
        return code == 0 ? delta.x / 64 : 0
    }

    func glyph(_ scalar: Unicode.Scalar) throws(OverlayError) -> Glyph {
        let code = FT_Load_Char(face, FT_ULong(scalar.value), earshot_ft_load_render)
        guard code == 0, let slot = face.pointee.glyph else {
            throw OverlayError.textEngine(operation: "draw U+\(String(scalar.value, radix: 16))", code: code)
        }
        let bitmap = slot.pointee.bitmap
        let width = Int(bitmap.width)
        var coverage: [UInt8] = []
        coverage.reserveCapacity(width * Int(bitmap.rows))
        if let buffer = bitmap.buffer {
            for row in 0..<Int(bitmap.rows) {
                coverage.append(contentsOf: UnsafeBufferPointer(start: buffer + row * Int(bitmap.pitch), count: width))
            }
        }
        return Glyph(
            left: Int(slot.pointee.bitmap_left), top: Int(slot.pointee.bitmap_top), width: width,
            advance: (slot.pointee.advance.x + 32) / 64, coverage: coverage)
    }
}
