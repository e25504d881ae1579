import Foundation

/// What CLIP does to a text before it splits it into words (Spec §7): repair, unescape, collapse, lower-case.
///
/// The reference repairs with the `ftfy` package. Of its steps these are done here, in its order: HTML references
/// resolved where the text holds no `<`, Latin ligatures spelled out, full- and half-width forms made normal, curly
/// quotes straightened, line breaks unified, control characters removed, canonical composition (NFC). Not done: guessing
/// that a text was decoded with the wrong encoding ("mojibake"), Windows-1252 meanings of U+0080…U+009F, terminal
/// escapes. A capital sigma at a word's end becomes σ, where Python writes ς.
enum TextCleaning {
    /// Text ready to be split: single spaces, none at either end, lower case.
    static func cleaned(_ text: String) -> String {
        let repaired = repaired(text)
        let unescaped = HTMLReferences.resolved(HTMLReferences.resolved(repaired))
        return unescaped.unicodeScalars.split(whereSeparator: isSpace)
            .map { String(String.UnicodeScalarView($0)) }
            .joined(separator: " ")
            .lowercased()
    }

    /// White space as Python's `str` and `re` define it: Unicode's and the four information separators.
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || (0x1c...0x1f).contains(scalar.value)
    }

    private static func repaired(_ text: String) -> String {
        let unescaped = text.contains("<") ? text : HTMLReferences.resolved(text)
        guard !unescaped.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) else { return unescaped }
        var result = ""
        for scalar in unescaped.unicodeScalars where !isControl(scalar) {
            result += replacement(for: scalar) ?? String(scalar)
        }
        return result.precomposedStringWithCanonicalMapping
    }

    private static func replacement(for scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x2bc, 0x2018...0x201b: "'"
        case 0x201c...0x201f: "\""
        case 0x85, 0x2028, 0x2029: "\n"
        case 0x3000: " "
        case 0xff01...0xffef: String(scalar).precomposedStringWithCompatibilityMapping
        default: ligatures[scalar]
        }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x08, 0x0b, 0x0e...0x1f, 0x7f, 0x206a...0x206f, 0xfeff, 0xfff9...0xfffc: true
        default: false
        }
    }

    private static let ligatures: [Unicode.Scalar: String] = [
        "\u{132}": "IJ", "\u{133}": "ij", "\u{149}": "'n", "\u{1f1}": "DZ", "\u{1f2}": "Dz", "\u{1f3}": "dz",
        "\u{1c4}": "D\u{17d}", "\u{1c5}": "D\u{17e}", "\u{1c6}": "d\u{17e}", "\u{1c7}": "LJ", "\u{1c8}": "Lj",
        "\u{1c9}": "lj", "\u{1ca}": "NJ", "\u{1cb}": "Nj", "\u{1cc}": "nj", "\u{fb00}": "ff", "\u{fb01}": "fi",
        "\u{fb02}": "fl", "\u{fb03}": "ffi", "\u{fb04}": "ffl", "\u{fb05}": "\u{17f}t", "\u{fb06}": "st",
    ]
}
