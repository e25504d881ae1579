package import Words

/// One of the words that compete for a mask.
package struct VocabularyWord: Sendable, Equatable {
    /// As the user gives it, or the bundle.
    package let entry: WordEntry
    /// What stands in the prompts, for each spelling of the entry: the bundle's spelling where it knows the word.
    package let prompts: [String]
    /// What the bundle declares of the first spelling it knows, nil where it knows none. What the word is reported as says
    /// nothing of how well it is found.
    package let split: KnownWord.Split?
    /// A background word takes masks away from the user's words but is never reported.
    package let isBackground: Bool

    /// What is reported.
    package var name: String { entry.name }

    /// A word of the bundle's own.
    package init(_ known: KnownWord, isBackground: Bool = false) {
        entry = WordEntry(word: known.word)
        prompts = [known.word]
        split = known.split
        self.isBackground = isBackground
    }

    /// An entry of the user's beside the bundle's list.
    init(_ entry: WordEntry, known: [KnownWord]) {
        let keys = entry.spellings.map(WordKey.init)
        let same = keys.map { key in known.first { WordKey($0.word) == key } }
        self.entry = entry
        prompts = zip(entry.spellings, same).map { spelling, same in same?.word ?? spelling }
        split =
            zip(keys, same).lazy.compactMap { key, same in same ?? known.first { $0.keys.contains(key) } }.first?.split
        isBackground = false
    }
}

extension VocabularyWord {
    /// The competing words: the user's, then the bundle's that are none of their names, words and synonyms, nor share a
    /// synonym with them.
    ///
    /// Words are compared ignoring case and treating hyphen and space alike; an entry given twice counts once.
    ///
    /// - Parameters:
    ///   - words: the user's words; none for the bundle's own list, all of it reported.
    ///   - known: the bundle's list.
    ///   - only: leave the background words out.
    /// - Precondition: no conflicts among `words`, see `WordList`.
    package static func competing(words: [WordEntry], known: [KnownWord], only: Bool = false) -> [VocabularyWord] {
        let words = WordList.distinct(words)
        guard !words.isEmpty else { return known.map { VocabularyWord($0) } }
        let chosen = words.map { VocabularyWord($0, known: known) }
        guard !only else { return chosen }
        let taken = taken(words, known)
        return chosen
            + known.filter { $0.keys.isDisjoint(with: taken) }.map { VocabularyWord($0, isBackground: true) }
    }

    private static func taken(_ words: [WordEntry], _ known: [KnownWord]) -> Set<WordKey> {
        let keys = words.reduce(into: Set()) { $0.formUnion($1.keys) }
        return known.filter { !$0.keys.isDisjoint(with: keys) }.reduce(keys) { $0.union($1.keys) }
    }
}
