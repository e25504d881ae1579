/// CLIP's byte-level byte-pair tokenizer (Spec §7). Its vocabulary follows the merges, so a bundle may bring a small one.
package struct Tokenizer: Sendable {
    private let vocabulary: BytePairVocabulary

    /// How many identifiers there are, the rows of the token table.
    package var vocabularySize: Int { vocabulary.count }

    /// - Parameters:
    ///   - merges: the text of a file in CLIP's merges format: a header line, then one merge a line.
    ///   - vocabularySize: use only the merges that fit this many identifiers; nil for all of them.
    package init(merges: String, vocabularySize: Int? = nil) throws(TokenizerError) {
        vocabulary = try BytePairVocabulary(merges: merges, size: vocabularySize)
    }

    /// How many merges a vocabulary of `size` identifiers has.
    package static func merges(inVocabularyOf size: Int) -> Int { size - BytePairVocabulary.unmerged }

    /// The identifier of every token as a merges file spells it, the start and the end token included.
    package static func identifiers(
        merges: String, vocabularySize: Int? = nil
    ) throws(TokenizerError) -> [String: Int] {
        try BytePairVocabulary.identifiers(merges: merges, size: vocabularySize)
    }

    /// The identifiers of `text` between the start and the end token, not padded.
    ///
    /// - Parameter context: how many positions the text tower has; a longer text is an error, never cut.
    package func tokens(of text: String, context: Int = 77) throws(TokenizerError) -> [Int] {
        var tokens = [vocabulary.startToken]
        for piece in TextSplitter(TextCleaning.cleaned(text)).pieces() {
            tokens += encoded(piece)
        }
        tokens.append(vocabulary.endToken)
        guard tokens.count <= context else {
            throw .tooLong(text: text, tokens: tokens.count, context: context)
        }
        return tokens
    }

    /// The texts of the tokens of each part a text is split into: letters, numbers, others.
    package func pieces(of text: String) -> [[String]] {
        TextSplitter(TextCleaning.cleaned(text)).pieces().map { piece in
            let tokens = encoded(piece)
            return tokens.allSatisfy { $0 < vocabulary.startToken }
                ? vocabulary.texts(of: tokens.map(Int32.init)) : [piece]
        }
    }

    private func encoded(_ piece: String) -> [Int] {
        switch piece {
        case BytePairVocabulary.startOfText: return [vocabulary.startToken]
        case BytePairVocabulary.endOfText: return [vocabulary.endToken]
        default: break
        }
        let bytes = Array(piece.utf8)
        let symbols = bytes.enumerated().map { index, byte in
            BytePairVocabulary.symbol(byte, endsWord: index == bytes.count - 1)
        }
        return vocabulary.merged(symbols).map(Int.init)
    }
}
