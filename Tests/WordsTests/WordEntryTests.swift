import Testing

@testable import Words

struct WordEntryTests {
    @Test(arguments: [
        ("dog", WordEntry(word: "dog")),
        (" emergency  car ", WordEntry(word: "emergency  car")),
        ("dog|puppy", WordEntry(spellings: ["dog", "puppy"])),
        ("dog | puppy | hound @ 0.4", WordEntry(spellings: ["dog", "puppy", "hound"], threshold: 0.4)),
        ("dog@0.6", WordEntry(spellings: ["dog"], threshold: 0.6)),
        ("dog@0", WordEntry(spellings: ["dog"], threshold: 0)),
        ("dog@1", WordEntry(spellings: ["dog"], threshold: 1)),
        ("animal=dog|cat", WordEntry(name: "animal", spellings: ["dog", "cat"])),
        (" My animal = dog|cat@0.25", WordEntry(name: "My animal", spellings: ["dog", "cat"], threshold: 0.25)),
        ("Dog=dog", WordEntry(name: "Dog", spellings: ["dog"])),
        (#"a\=b=c\|d|e\@f\,g\\@0.5"#, WordEntry(name: "a=b", spellings: ["c|d", #"e@f,g\"#], threshold: 0.5)),
        ("rock, paper", WordEntry(word: "rock, paper")),
    ])
    func `an entry is a word, and perhaps a name, synonyms and a threshold`(text: String, entry: WordEntry) throws {
        #expect(try WordEntry(parsing: text) == entry)
    }

    @Test(arguments: [
        ("", WordError.empty), ("  ", .empty), ("-", .noWord), ("@0.4", .noWord), ("animal=", .noWord),
        ("animal=@0.4", .noWord), ("=dog", .noName), (" - =dog", .noName), ("dog|", .emptySynonym),
        ("|dog", .emptySynonym), ("dog||puppy", .emptySynonym), ("animal=|dog", .emptySynonym),
        ("dog|cat=animal", .namedSynonyms), ("a=b=c", .twoNames), ("dog@", .threshold), ("dog@puppy", .threshold),
        ("dog@1.01", .threshold), ("dog@-0.1", .threshold), ("dog@nan", .threshold), ("dog@0.4|puppy", .threshold),
        ("dog@0.4@0.5", .threshold), (#"R\B"#, .strayBackslash), (#"dog\"#, .strayBackslash),
        ("dog\u{7}", .controlCharacter), ("dog\u{2028}cat", .controlCharacter), ("dog|Dog", .repeated),
        ("emergency car|emergency-car", .repeated),
    ])
    func `what is no entry is refused, and the reason repeats nothing of it`(text: String, error: WordError) {
        #expect(throws: error) { try WordEntry(parsing: text) }
        #expect(!error.description.contains("puppy"))
    }

    @Test(arguments: [
        "dog", "dog|puppy", "animal=dog|cat@0.4", "dog@1", "dog@0", "dog@1e-05", #"a\=b=c\|d|e\@f\,g\\@0.5"#,
        "emergency  car",
    ])
    func `an entry is written as it is read`(text: String) throws {
        #expect(try WordEntry(parsing: text).description == text)
    }

    @Test func `a name that is the word itself changes nothing`() throws {
        #expect(try WordEntry(parsing: "dog=dog").isPlain)
        #expect(try !WordEntry(parsing: "Dog=dog").isPlain)
        #expect(try !WordEntry(parsing: "dog@0").isPlain)
    }
}
