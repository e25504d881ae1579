import Testing

@testable import VisionLanguage

struct CompetingWordsTests {
    private let known = [
        KnownWord(word: "dog", split: .base, synonyms: ["puppy"]), KnownWord(word: "emergency-car", split: .novel),
        KnownWord(word: "cat", split: .base), KnownWord(word: "wolf", split: .novel),
    ]

    @Test func `without words the bundle's own are all reported`() {
        let words = VocabularyWord.competing(words: [], known: known)
        #expect(words.map(\.word) == ["dog", "emergency-car", "cat", "wolf"])
        #expect(words.allSatisfy { !$0.isBackground })
    }

    @Test func `the user's words stand beside the bundle's others as background`() {
        let words = VocabularyWord.competing(words: ["dog", "violin"], known: known)
        #expect(words.map(\.word) == ["dog", "violin", "emergency-car", "cat", "wolf"])
        #expect(words.map(\.isBackground) == [false, false, true, true, true])
        #expect(words.map(\.split) == [.base, nil, .novel, .base, .novel])
    }

    @Test func `a word is matched ignoring case, with hyphen and space alike, and prompted in the bundle's spelling`() {
        let words = VocabularyWord.competing(words: ["Emergency  Car"], known: known)
        #expect(words.map(\.prompt) == ["emergency-car", "dog", "cat", "wolf"])
        #expect(words[0].word == "Emergency  Car" && words[0].split == .novel)
    }

    @Test func `a synonym takes the place of its word and keeps its own spelling in the prompt`() {
        let words = VocabularyWord.competing(words: ["Puppy"], known: known)
        #expect(words.map(\.prompt) == ["Puppy", "emergency-car", "cat", "wolf"])
        #expect(words[0].split == .base)
    }

    @Test func `only the user's words compete where background words are switched off`() {
        #expect(VocabularyWord.competing(words: ["dog"], known: known, only: true).map(\.word) == ["dog"])
    }

    @Test func `a word given twice counts once and an empty one not at all`() {
        let words = VocabularyWord.competing(words: ["dog", " DOG", "", "-"], known: known, only: true)
        #expect(words.map(\.word) == ["dog"])
    }
}
