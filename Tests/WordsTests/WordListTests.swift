import Testing

@testable import Words

struct WordListTests {
    private func problems(_ texts: String...) -> [WordListError.Problem] {
        do {
            _ = try WordList.entries(of: texts)
            return []
        } catch {
            return error.problems
        }
    }

    @Test func `commas separate entries, blank ones are none, and an escaped comma is part of a word`() {
        #expect(
            WordList.split(#" dog, ,fire engine|siren@0.4 ,,rock\, paper,\\, end"#) == [
                "dog", "fire engine|siren@0.4", #"rock\, paper"#, #"\\"#, "end",
            ])
        #expect(WordList.split(" , ").isEmpty)
    }

    @Test func `a file's lines are those with something in them, without a byte order mark`() {
        #expect(WordList.lines(of: Array("\u{feff}dog\r\n\r\ncat, car\n".utf8)) == ["dog", "cat, car"])
        #expect(WordList.lines(of: []) == [])
        #expect(WordList.lines(of: [0x64, 0xff]) == nil)
    }

    @Test func `an entry's text stands in a list as one entry`() throws {
        let entry = try WordEntry(parsing: #"a\,b\\=c\,|d@0.5"#)
        let texts = WordList.split("dog, \(entry), cat")
        #expect(try WordList.entries(of: texts) == [WordEntry(word: "dog"), entry, WordEntry(word: "cat")])
    }

    @Test(arguments: [
        ("dog|puppy", "cat|Puppy"), ("dog", "dog|puppy"), ("dog", "dog@0.4"), ("animal=dog", "animal=cat"),
        ("animal=dog", "animal"), ("pet=dog", "animal=DOG"), ("cat=dog", "animal=cat"),
        ("emergency car", "siren|emergency-car"), ("dog|puppy", "puppy|dog"),
    ])
    func `entries that share a name, word or synonym are refused, the later one being blamed`(
        first: String, second: String
    ) {
        let found = problems("violin", first, second)
        #expect(found.map(\.entry) == [2])
        #expect(found[0].text.contains("that entry 2 has too"))
    }

    @Test func `an entry given twice counts once, in its first spelling`() throws {
        let entries = try WordList.entries(of: ["dog", " DOG", "animal=Cat|lion@0.4", "Animal=cat|Lion@0.4"])
        #expect(WordList.distinct(entries).map(\.description) == ["dog", "animal=Cat|lion@0.4"])
    }

    @Test func `everything that is wrong is told at once`() {
        #expect(problems("dog@2", "cat", "a=b=c").map(\.entry) == [0, 2])
        #expect(problems("dog|cat", "cat|lion", "lion", "dog").map(\.entry) == [1, 3], "what is refused owns no word")
    }
}
