/// What C1 control characters mean where a text was written in Windows-1252 and read as Latin-1.
enum Windows1252 {
    /// `scalar` itself where it is no C1 control or means nothing.
    static func meaning(of scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0x80...0x9f).contains(scalar.value) else { return scalar }
        let meaning = meanings[meanings.index(meanings.startIndex, offsetBy: Int(scalar.value) - 0x80)]
        return meaning == " " ? scalar : meaning
    }

    /// From U+0080 on; a space for those without a meaning.
    private static let meanings = Array("€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ".unicodeScalars)
}
