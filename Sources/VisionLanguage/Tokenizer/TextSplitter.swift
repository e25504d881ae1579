/// Splits cleaned text into the pieces that are encoded one by one: the special tokens, English contractions, runs of
/// letters, single number characters, runs of anything else but space. The first rule that matches wins (Spec §7).
struct TextSplitter {
    private let scalars: [Unicode.Scalar]

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    func pieces() -> [String] {
        var pieces: [String] = []
        var position = 0
        while position < scalars.count {
            guard Kind(scalars[position]) != .space else {
                position += 1
                continue
            }
            let end = endOfPiece(at: position)
            pieces.append(String(String.UnicodeScalarView(scalars[position..<end])))
            position = end
        }
        return pieces
    }

    private func endOfPiece(at position: Int) -> Int {
        for literal in TextSplitter.literals where scalars[position...].starts(with: literal) {
            return position + literal.count
        }
        let kind = Kind(scalars[position])
        guard kind != .number else { return position + 1 }
        return scalars[position...].firstIndex { Kind($0) != kind } ?? scalars.count
    }

    private static let literals = [
        BytePairVocabulary.startOfText, BytePairVocabulary.endOfText, "'s", "'t", "'re", "'ve", "'m", "'ll", "'d",
    ].map { Array($0.unicodeScalars) }

    private enum Kind {
        case letter, number, space, other

        init(_ scalar: Unicode.Scalar) {
            if scalar.isASCII {
                self.init(ascii: UInt8(scalar.value))
                return
            }
            // The published expression ignores case; as a case of the letter iota, the iota below a letter is in none of its
            // classes and falls out.
            guard scalar.value != 0x345 else {
                self = .space
                return
            }
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: self = .letter
            case .decimalNumber, .letterNumber, .otherNumber: self = .number
            default: self = TextCleaning.isSpace(scalar) ? .space : .other
            }
        }

        private init(ascii: UInt8) {
            switch ascii {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): self = .letter
            case UInt8(ascii: "0")...UInt8(ascii: "9"): self = .number
            case UInt8(ascii: " "), 0x09...0x0d, 0x1c...0x1f: self = .space
            default: self = .other
            }
        }
    }
}
