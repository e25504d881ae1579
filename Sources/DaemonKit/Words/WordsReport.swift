import Bundles
import Foundation
import Tensors
import VisionLanguage
import Words

/// How a model reads words.
struct WordsReport: Encodable {
    /// A word or synonym.
    struct Word: Encodable {
        /// What labels say.
        let name: String
        let word: String
        /// What stands in the prompts.
        let prompt: String
        /// Of the entry: the score a label needs, nil for that of all words.
        let threshold: Double?
        /// Of the entry: `base` or `novel` where the model declares it.
        let known: String?
        let tokens: [Int]
        /// The texts of the tokens.
        let pieces: [String]
        let isShattered: Bool
        /// Whether the embedding was on the disk before.
        let isCached: Bool
        let nearest: [Neighbour]

        private enum CodingKeys: String, CodingKey {
            case name, word, prompt, threshold, known, tokens, pieces, nearest
            case isShattered = "is_shattered"
            case isCached = "is_cached"
        }
    }

    struct Neighbour: Encodable {
        let word: String
        let cosine: Float
    }

    let model: String
    let vocabulary: String
    /// Each spelling of each entry.
    let words: [Word]

    /// - Parameters:
    ///   - words: none for the model's own.
    ///   - nearest: how many neighbours each word has at most.
    init(_ words: [WordEntry], of bundle: ModelBundle, nearest: Int) throws {
        let spellings = Spelling.all(of: VocabularyWord.competing(words: words, known: bundle.manifest.words))
        let cached = try spellings.map { try bundle.words.isCached($0.prompt) }
        let vocabulary = try bundle.vocabulary(words: words)
        let cosines = matmul(vocabulary.embeddings, vocabulary.embeddings, transposeB: true)
        model = bundle.identity
        self.vocabulary = vocabulary.digest
        self.words = try spellings.indices.filter { !spellings[$0].word.isBackground }.map { row in
            try Word(
                spellings[row], read: bundle.words.prompts.tokenizer, isCached: cached[row],
                nearest: Self.nearest(nearest, to: row, cosines[row].elements, spellings))
        }
    }

    /// Other spellings of the same entry are no rivals.
    private static func nearest(
        _ count: Int, to row: Int, _ cosines: [Float], _ spellings: [Spelling]
    ) -> [Neighbour] {
        cosines.indices.filter { spellings[$0].index != spellings[row].index }
            .sorted { (-cosines[$0], $0) < (-cosines[$1], $1) }.prefix(count)
            .map { Neighbour(word: spellings[$0].text, cosine: cosines[$0]) }
    }
}

/// A row of a vocabulary.
private struct Spelling {
    let word: VocabularyWord
    /// Of the word in the vocabulary.
    let index: Int
    let text: String
    let prompt: String

    static func all(of words: [VocabularyWord]) -> [Spelling] {
        words.enumerated().flatMap { index, word in
            zip(word.entry.spellings, word.prompts).map {
                Spelling(word: word, index: index, text: $0, prompt: $1)
            }
        }
    }
}

extension WordsReport.Word {
    /// Tokens from which on a run of letters is torn: CLIP's tokenizer has one for each word that was common, two for many
    /// others.
    private static let shattered = 3

    fileprivate init(
        _ spelling: Spelling, read tokenizer: Tokenizer, isCached: Bool, nearest: [WordsReport.Neighbour]
    ) throws {
        let pieces = tokenizer.pieces(of: spelling.prompt)
        self.init(
            name: spelling.word.name, word: spelling.text, prompt: spelling.prompt,
            threshold: spelling.word.entry.threshold, known: spelling.word.split?.rawValue,
            tokens: try tokenizer.tokens(of: spelling.prompt).dropFirst().dropLast(), pieces: pieces.flatMap(\.self),
            isShattered: pieces.contains { $0.count >= Self.shattered }, isCached: isCached, nearest: nearest)
    }

    var warning: String {
        "the tokenizer tears \"\(prompt)\" into \(pieces.joined(separator: "·")): the text encoder hardly knows it; "
            + "a more common word for the same thing may be found better"
    }
}

extension WordsReport {
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
