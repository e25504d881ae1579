import Testing
import Words

@testable import VisionLanguage

struct CompetingWordsTests {
    private let known = [
        KnownWord(word: "dog", split: .base, synonyms: ["puppy"]), KnownWord(word: "emergency-car", split: .novel),
        KnownWord(word: "cat", split: .base), KnownWord(word: "wolf", split: .novel),
    ]

    private func competing(_ texts: String..., only: Bool = false) throws -> [VocabularyWord] {
        VocabularyWord.competing(words: try WordList.entries(of: texts), known: known, only: only)
    }

    @Test func `without words the bundle's own are all reported`() throws {
        let words = try competing()
        #expect(words.map(\.name) == ["dog", "emergency-car", "cat", "wolf"])
        #expect(words.map(\.prompts) == [["dog"], ["emergency-car"], ["cat"], ["wolf"]])
        #expect(words.allSatisfy { !$0.isBackground })
    }

    @Test func `the user's words stand beside the bundle's others as background`() throws {
        let words = try competing("dog", "violin")
        #expect(words.map(\.name) == ["dog", "violin", "emergency-car", "cat", "wolf"])
        #expect(words.map(\.isBackground) == [false, false, true, true, true])
        #expect(words.map(\.split) == [.base, nil, .novel, .base, .novel])
    }

    @Test func `a word is matched ignoring case, with hyphen and space alike, and prompted in the bundle's spelling`()
        throws
    {
        let words = try competing("Emergency  Car")
        #expect(words.map(\.prompts) == [["emergency-car"], ["dog"], ["cat"], ["wolf"]])
        #expect(words[0].name == "Emergency  Car" && words[0].split == .novel)
    }

    @Test func `a synonym of the bundle's takes the place of its word and keeps its own spelling in the prompt`() throws
    {
        let words = try competing("Puppy")
        #expect(words.map(\.prompts) == [["Puppy"], ["emergency-car"], ["cat"], ["wolf"]])
        #expect(words[0].split == .base)
    }

    @Test func `each spelling of an entry has a prompt, and all of them and the name leave the background`() throws {
        let words = try competing("Wolf=animal|Cat|puppy@0.4")
        #expect(words[0].name == "Wolf" && words[0].prompts == ["animal", "cat", "puppy"])
        #expect(words.dropFirst().map(\.name) == ["emergency-car"])
    }

    @Test(arguments: [
        ("beast|wolf|dog", KnownWord.Split?.some(.novel)), ("beast|puppy", .base), ("dog|wolf", .base),
        ("dog=beast", nil), ("beast=wolf", .novel),
    ])
    func `the split is that of the first spelling the bundle knows, whatever the name`(
        text: String, split: KnownWord.Split?
    ) throws {
        #expect(try competing(text)[0].split == split)
    }

    @Test func `only the user's words compete where background words are switched off`() throws {
        #expect(try competing("animal=dog|cat", only: true).map(\.name) == ["animal"])
    }

    @Test func `a word given twice counts once`() throws {
        #expect(try competing("dog", " DOG", only: true).map(\.name) == ["dog"])
    }
}
