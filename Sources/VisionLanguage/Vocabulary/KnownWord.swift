import Words

/// A word that a bundle knows, as its `model.json` lists it.
package struct KnownWord: Sendable, Equatable, Codable {
    /// Whether the segmentation saw the word in training (`base`) or never did (`novel`).
    package enum Split: String, Codable, Sendable {
        case base, novel
    }

    package let word: String
    package let split: Split?
    package let synonyms: [String]

    package init(word: String, split: Split? = nil, synonyms: [String] = []) {
        self.word = word
        self.split = split
        self.synonyms = synonyms
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        word = try container.decode(String.self, forKey: .word)
        split = try container.decodeIfPresent(Split.self, forKey: .split)
        synonyms = try container.decodeIfPresent([String].self, forKey: .synonyms) ?? []
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(word, forKey: .word)
        try container.encodeIfPresent(split, forKey: .split)
        if !synonyms.isEmpty { try container.encode(synonyms, forKey: .synonyms) }
    }

    private enum CodingKeys: String, CodingKey {
        case word, split, synonyms
    }

    /// The word and its synonyms as they are compared.
    var keys: Set<WordKey> { Set(([word] + synonyms).map(WordKey.init)) }
}
