import Foundation
import Tensors
import Testing
import VisionLanguage
import Words

@testable import Bundles

struct VocabularyDigestTests {
    private let bundle: ModelBundle

    init() throws {
        bundle = try ModelBundle.load(
            directory: ModelStore(environment: [:]).find(ModelStore.defaultModel).directory, verify: false)
    }

    private func digest(_ texts: String...) throws -> String {
        try bundle.vocabulary(words: WordList.entries(of: texts), onlyWords: true).digest
    }

    @Test func `words without anything have the digest of identity, prompts and words that they always had`() throws {
        let lines =
            [bundle.identity] + bundle.manifest.templates + ["dog\tDog\tfalse", "xylophonist\txylophonist\tfalse"]
        let expected = "sha256:" + SHA256.digest(of: Data(lines.joined(separator: "\n").utf8))
        #expect(try digest("Dog", "xylophonist") == expected)
        #expect(try digest("Dog=Dog", "xylophonist", "DOG") == expected)
    }

    @Test func `names, synonyms, their order and thresholds are told apart`() throws {
        let lists: [[String]] = [
            ["dog", "cat"], ["dog|cat"], ["cat|dog"], ["animal=dog|cat"], ["animal=cat|dog"], ["dog|cat@0.4"],
            ["dog|cat@0.5"], ["dog@0.4", "cat"], ["dog", "cat@0.4"], ["dog|hound", "cat"], ["dog", "cat|hound"],
            ["Dog=dog", "cat"], ["Dog", "cat"], ["dog|Cat"],
        ]
        let digests = try lists.map { try bundle.vocabulary(words: WordList.entries(of: $0), onlyWords: true).digest }
        #expect(Set(digests).count == lists.count)
    }

    @Test func `each spelling has the embedding it has alone`() throws {
        let together = try bundle.vocabulary(
            words: WordList.entries(of: ["animal=dog|poodle", "cat"]), onlyWords: true)
        #expect(together.words.map(\.prompts.count) == [2, 1])
        for (row, word) in ["dog", "poodle", "cat"].enumerated() {
            let alone = try bundle.vocabulary(words: [WordEntry(word: word)], onlyWords: true)
            #expect(together.embeddings[row].elements == alone.embeddings[0].elements)
        }
    }
}
