import Foundation
import TestSupport
import Testing

@testable import VisionLanguage

struct TokenizerTests {
    private static let clip = Result { try Tokenizer(merges: ClipMerges.text(), vocabularySize: 49_408) }
    private let small = "#version: 0.2\nd o\ndo g</w>\nc a\n"

    private struct Tokens: Decodable {
        let classesXTemplates: [String: [Int]]
        let extra: [String: [Int]]
    }

    @Test func `every prompt of the published words and every odd string has the published tokens`() throws {
        let tokenizer = try Self.clip.get()
        let file = Golden.directory.appending(path: "misc_tokens.json")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let golden = try decoder.decode(Tokens.self, from: Data(contentsOf: file))
        #expect(golden.classesXTemplates.count == 980)
        for (text, expected) in golden.classesXTemplates.merging(golden.extra, uniquingKeysWith: { first, _ in first })
        {
            #expect(try tokenizer.tokens(of: text) == expected, "\(text)")
        }
    }

    @Test func `the vocabulary of a small merges file is its merges, the bytes and two special tokens`() throws {
        let tokenizer = try Tokenizer(merges: small)
        #expect(tokenizer.vocabularySize == 512 + 3 + 2)
        #expect(try tokenizer.tokens(of: "dog") == [515, 513, 516])
        #expect(try tokenizer.tokens(of: "DO") == [515, 67, 256 + 78, 516])
    }

    @Test func `special tokens written out in a text are one token each`() throws {
        let tokenizer = try Tokenizer(merges: small)
        #expect(try tokenizer.tokens(of: "<|startoftext|>dog<|endoftext|>") == [515, 515, 513, 516, 516])
    }

    @Test func `a text longer than the context is refused, never cut`() throws {
        let tokenizer = try Tokenizer(merges: small)
        let longest = Array(repeating: "dog", count: 75).joined(separator: " ")
        #expect(try tokenizer.tokens(of: longest).count == 77)
        #expect(throws: TokenizerError.tooLong(text: longest + " dog", tokens: 78, context: 77)) {
            try tokenizer.tokens(of: longest + " dog")
        }
    }

    @Test func `a merges file too short for the vocabulary or not of two known symbols is refused`() {
        #expect(throws: TokenizerError.tooFewMerges(found: 3, needed: 4)) {
            try Tokenizer(merges: small, vocabularySize: 518)
        }
        #expect(throws: TokenizerError.malformedMerge(line: 3, text: "dog x")) {
            try Tokenizer(merges: "#version\nd o\ndog x\n")
        }
    }

    @Test(arguments: [
        ("it's 3rd—ok", ["it", "'s", "3", "rd", "—", "ok"]), ("they'll've", ["they", "'ll", "'ve"]),
        ("...'s", ["...'", "s"]), ("日本2½語", ["日本", "2", "½", "語"]), ("a\u{301}b", ["a", "\u{301}", "b"]), ("", []),
    ])
    func `text is split at contractions, letters, numbers and the rest`(text: String, pieces: [String]) {
        #expect(TextSplitter(text).pieces() == pieces)
    }

    @Test(arguments: [
        ("  a \t\n B ", "a b"), ("&amp;amp;lt;x", "<x"), ("&#x41;&#66;&nope;&", "ab&nope;&"),
        ("＂Ｆｕｌｌ＂\u{3000}ﬁt", "\"full\" fit"),
        ("“a” ‘b’", "\"a\" 'b'"), ("cafe\u{301}", "café"), ("a\u{feff}\u{0}b", "ab"), ("&eacute;&Eacute;", "éé"),
        ("&copy 1 &notit; &AMP; &EACUTE; &Lt;", "© 1 ¬it; & é ≪"), ("&#128;\u{99}", "€™"),
        ("\u{1b}[1;31mred\u{1b}[m \u{1b}x", "red x"), ("ΣΊΣΥΦΟΣ Σ ΑΣ'Σ", "σίσυφος σ ασ'ς"), ("a\u{85}b", "a…b"),
    ])
    func `text is repaired, unescaped, collapsed and lower-cased`(text: String, cleaned: String) {
        #expect(TextCleaning.cleaned(text).unicodeScalars.elementsEqual(cleaned.unicodeScalars))
    }
}
