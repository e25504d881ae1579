/// A character of an entry: one of its signs, or a letter of its words.
enum Symbol: Equatable {
    case letter(Character)
    case sign(Character)

    private static let signs: Set<Character> = ["=", "|", "@"]
    /// What a backslash may stand before: the signs, the comma between entries, and itself.
    private static let escapable: Set<Character> = signs.union([",", "\\"])

    static func symbols(of text: String) throws(WordError) -> [Symbol] {
        var symbols: [Symbol] = []
        var rest = text[...]
        while let character = rest.popFirst() {
            if character != "\\" {
                symbols.append(signs.contains(character) ? .sign(character) : .letter(character))
            } else if let escaped = rest.popFirst(), escapable.contains(escaped) {
                symbols.append(.letter(escaped))
            } else {
                throw .strayBackslash
            }
        }
        return symbols
    }

    static func escaped(_ text: String) -> String {
        text.reduce(into: "") { $0 += escapable.contains($1) ? "\\\($1)" : "\($1)" }
    }
}

extension Collection<Symbol> {
    func parts(at sign: Character) -> [SubSequence] {
        split(separator: .sign(sign), omittingEmptySubsequences: false)
    }

    /// Without surrounding space.
    var text: String {
        let characters = map { symbol in
            switch symbol {
            case .letter(let character), .sign(let character): character
            }
        }
        return String(characters).trimmed
    }
}
