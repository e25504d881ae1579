import Foundation

/// What CLIP does to a text before it splits it into words (Spec §7): repair, unescape, collapse, lower-case.
///
/// The reference repairs with the `ftfy` package, line by line until nothing changes. Of its steps these are done here, in its
/// order: clear HTML references resolved up to the first `<`, C1 controls read as Windows-1252, Latin ligatures spelled out, full-
/// and half-width forms made normal, curly quotes straightened, line breaks unified, terminal escapes and control characters
/// removed, canonical composition (NFC). Not done: guessing that a text was decoded with the wrong encoding ("mojibake").
enum TextCleaning {
    /// Text ready to be split: single spaces, none at either end, lower case.
    static func cleaned(_ text: String) -> String {
        let repaired = repaired(text)
        let unescaped = HTMLReferences.resolved(HTMLReferences.resolved(repaired))
        return unescaped.unicodeScalars.split(whereSeparator: isSpace)
            .map { String(String.UnicodeScalarView($0)) }
            .joined(separator: " ")
            .lowercasedAsPython
    }

    /// White space as Python's `str` and `re` define it: Unicode's and the four information separators.
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || (0x1c...0x1f).contains(scalar.value)
    }

    private static func repaired(_ text: String) -> String {
        var mayHoldTags = false
        return text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { scalars in
            mayHoldTags = mayHoldTags || scalars.contains("<")
            return settled(String(String.UnicodeScalarView(scalars)), resolving: !mayHoldTags)
        }.joined(separator: "\n")
    }

    /// Repaired until nothing changes any more.
    private static func settled(_ line: String, resolving: Bool) -> String {
        var text = line
        while true {
            let unescaped = resolving ? HTMLReferences.resolvedWhereClear(text) : text
            let isPlain = unescaped.utf8.allSatisfy { (0x20..<0x7f).contains($0) }
            let repaired = isPlain ? unescaped : normal(unescaped)
            // Strings are equal where they are canonically equivalent, which is not enough.
            if repaired.unicodeScalars.elementsEqual(text.unicodeScalars) { return text }
            text = repaired
        }
    }

    private static func normal(_ text: String) -> String {
        let replaced = text.unicodeScalars.map { scalar in
            let meant = Windows1252.meaning(of: scalar)
            return replacement(for: meant) ?? String(meant)
        }.joined()
        let shown = withoutTerminalEscapes(replaced.unicodeScalars).filter { !isControl($0) }
        return String(shown).precomposedStringWithCanonicalMapping
    }

    /// Without what colours a terminal's text: escape, bracket, digits and semicolons, a letter.
    private static func withoutTerminalEscapes(_ text: String.UnicodeScalarView) -> String.UnicodeScalarView {
        var result = String.UnicodeScalarView()
        var rest = text[...]
        while let escape = rest.firstIndex(of: "\u{1b}") {
            result += rest[..<escape]
            rest = rest[escape...]
            let numbers = rest.dropFirst(2).drop { $0 == ";" || $0.properties.generalCategory == .decimalNumber }
            let isWhole =
                rest.dropFirst().first == "["
                && numbers.first.map { $0.isASCII && $0.properties.isAlphabetic } == true
            if !isWhole { result.append("\u{1b}") }
            rest = isWhole ? numbers.dropFirst() : rest.dropFirst()
        }
        return result + rest
    }

    private static func replacement(for scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x2bc, 0x2018...0x201b: "'"
        case 0x201c...0x201f: "\""
        case 0x2028, 0x2029: "\n"
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
