/// Something to look for, as a user writes it: `NAME=WORD|SYNONYM@THRESHOLD`, all but the word optional.
package struct WordEntry: Sendable, Hashable {
    /// What is reported: the word itself where the user gave no other name.
    package let name: String
    /// The word, then its synonyms: each of them is looked for.
    package let spellings: [String]
    /// The probability a label needs, 0…1; nil for that of all words.
    package let threshold: Double?

    /// - Precondition: at least one spelling.
    package init(name: String? = nil, spellings: [String], threshold: Double? = nil) {
        precondition(!spellings.isEmpty, "an entry has a word")
        self.name = name ?? spellings[0]
        self.spellings = spellings
        self.threshold = threshold
    }

    /// A word and nothing else.
    package init(word: String) {
        self.init(spellings: [word])
    }

    package var synonyms: [String] { Array(spellings.dropFirst()) }

    /// Whether it is reported under another name than its word.
    package var isRenamed: Bool { name != spellings[0] }

    /// Whether it is a word and nothing else.
    package var isPlain: Bool { !isRenamed && spellings.count == 1 && threshold == nil }

    /// Name, word and synonyms as they are compared.
    package var keys: Set<WordKey> { Set(([name] + spellings).map(WordKey.init)) }

    /// Whether both ask for the same, their spellings being compared as words are.
    func isSame(as other: WordEntry) -> Bool {
        WordKey(name) == WordKey(other.name) && threshold == other.threshold
            && spellings.map(WordKey.init) == other.spellings.map(WordKey.init)
    }
}

extension WordEntry: CustomStringConvertible {
    /// As a user would write it, on a command line too.
    package var description: String {
        let name = isRenamed ? Symbol.escaped(name) + "=" : ""
        let limit = threshold.map { "@" + ($0 == $0.rounded() ? "\(Int($0))" : "\($0)") } ?? ""
        return name + spellings.map(Symbol.escaped).joined(separator: "|") + limit
    }
}
