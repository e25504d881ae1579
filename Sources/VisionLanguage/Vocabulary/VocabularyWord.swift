/// One of the words that compete for a mask.
package struct VocabularyWord: Sendable, Equatable {
    /// What is reported: the user's own spelling, or the bundle's.
    package let word: String
    /// What stands in the prompts: the bundle's spelling where it knows the word.
    package let prompt: String
    /// What the bundle declares of the word, nil for words it does not know.
    package let split: KnownWord.Split?
    /// A background word takes masks away from the user's words but is never reported.
    package let isBackground: Bool

    package init(word: String, prompt: String, split: KnownWord.Split?, isBackground: Bool) {
        self.word = word
        self.prompt = prompt
        self.split = split
        self.isBackground = isBackground
    }
}

extension VocabularyWord {
    /// The competing words: the user's, then the bundle's words that are neither among them nor synonyms of them.
    ///
    /// Words are compared ignoring case and treating hyphen and space alike; a word given twice counts once.
    ///
    /// - Parameters:
    ///   - words: the user's words; none for the bundle's own list, all of it reported.
    ///   - known: the bundle's list.
    ///   - only: leave the background words out.
    package static func competing(words: [String], known: [KnownWord], only: Bool = false) -> [VocabularyWord] {
        let words = distinct(words)
        guard !words.isEmpty else {
            return known.map { VocabularyWord(word: $0.word, prompt: $0.word, split: $0.split, isBackground: false) }
        }
        let chosen = words.map { matched($0, known) }
        guard !only else { return chosen }
        let taken = taken(words, known)
        let background = known.filter { $0.keys.isDisjoint(with: taken) }
        return chosen
            + background.map { VocabularyWord(word: $0.word, prompt: $0.word, split: $0.split, isBackground: true) }
    }

    private static func distinct(_ words: [String]) -> [String] {
        var seen: Set<WordKey> = []
        return words.filter { word in
            let key = WordKey(word)
            return !key.isEmpty && seen.insert(key).inserted
        }
    }

    private static func matched(_ word: String, _ known: [KnownWord]) -> VocabularyWord {
        let key = WordKey(word)
        let same = known.first { WordKey($0.word) == key }
        let synonym = same ?? known.first { $0.keys.contains(key) }
        return VocabularyWord(word: word, prompt: same?.word ?? word, split: synonym?.split, isBackground: false)
    }

    private static func taken(_ words: [String], _ known: [KnownWord]) -> Set<WordKey> {
        let keys = Set(words.map(WordKey.init))
        return known.filter { !$0.keys.isDisjoint(with: keys) }.reduce(keys) { $0.union($1.keys) }
    }
}
