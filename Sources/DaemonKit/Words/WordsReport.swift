import Bundles
import Foundation
import Tensors
import VisionLanguage

/// How a model reads words.
struct WordsReport: Encodable {
    struct Word: Encodable {
        let word: String
        /// What stands in the prompts.
        let prompt: String
        /// `base` or `novel` where the model declares it.
        let known: String?
        let tokens: [Int]
        /// The texts of the tokens.
        let pieces: [String]
        let isShattered: Bool
        /// Whether the embedding was on the disk before.
        let isCached: Bool
        let nearest: [Neighbour]

        private enum CodingKeys: String, CodingKey {
            case word, prompt, known, tokens, pieces, nearest
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
    let words: [Word]

    /// - Parameters:
    ///   - words: none for the model's own.
    ///   - nearest: how many neighbours each word has at most.
    init(_ words: [String], of bundle: ModelBundle, nearest: Int) throws {
        let competing = VocabularyWord.competing(words: words, known: bundle.manifest.words)
        let cached = try competing.map { try bundle.words.isCached($0.prompt) }
        let vocabulary = try bundle.vocabulary(words: words)
        let cosines = matmul(vocabulary.embeddings, vocabulary.embeddings, transposeB: true)
        let tokenizer = bundle.words.prompts.tokenizer
        model = bundle.identity
        self.vocabulary = vocabulary.digest
        self.words = try competing.indices.filter { !competing[$0].isBackground }.map { index in
            let word = competing[index]
            let pieces = tokenizer.pieces(of: word.prompt)
            return Word(
                word: word.word, prompt: word.prompt, known: word.split?.rawValue,
                tokens: try tokenizer.tokens(of: word.prompt).dropFirst().dropLast(), pieces: pieces.flatMap(\.self),
                isShattered: pieces.contains { $0.count >= Self.shattered }, isCached: cached[index],
                nearest: Self.nearest(nearest, to: index, cosines[index].elements, competing))
        }
    }

    /// Tokens from which on a run of letters is torn: CLIP's tokenizer has one for each word that was common, two for many
    /// others.
    private static let shattered = 3

    private static func nearest(
        _ count: Int, to index: Int, _ cosines: [Float], _ words: [VocabularyWord]
    ) -> [Neighbour] {
        cosines.indices.filter { $0 != index }.sorted { (-cosines[$0], $0) < (-cosines[$1], $1) }.prefix(count)
            .map { Neighbour(word: words[$0].word, cosine: cosines[$0]) }
    }
}

extension WordsReport.Word {
    var warning: String {
        "the tokenizer tears \"\(prompt)\" into \(pieces.joined(separator: "·")): the text encoder hardly knows it; "
            + "a more common word for the same thing may be found better"
    }
}

extension WordsReport {
    /// One line a word.
    var text: String {
        let width = words.map(\.word.count).max() ?? 0
        let pieces = words.map { $0.pieces.joined(separator: "·") }
        let piecesWidth = pieces.map(\.count).max() ?? 0
        let lines = zip(words, pieces).map { word, pieces in
            let near = word.nearest.map { "\($0.word) \(String(format: "%.2f", $0.cosine))" }.joined(separator: ", ")
            return [
                word.word.padded(width), pieces.padded(piecesWidth), (word.known ?? "unknown").padded(7),
                (word.isCached ? "cached" : "new").padded(6), near,
            ].joined(separator: "  ")
        }
        return (["model       \(model)", "vocabulary  \(vocabulary)", ""] + lines).joined(separator: "\n")
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

extension String {
    fileprivate func padded(_ width: Int) -> String {
        padding(toLength: max(width, count), withPad: " ", startingAt: 0)
    }
}
