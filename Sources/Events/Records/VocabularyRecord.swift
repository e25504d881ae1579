/// The words in force from this line on.
package struct VocabularyRecord: EventBody {
    static let type = EventType.vocabulary

    /// A word that can become a label.
    package struct Word: Sendable, Equatable {
        /// What labels say.
        package var word: String
        package var known: KnownSplit?
        /// What else is looked for and reported as the word.
        package var synonyms: [String]
        /// What is looked for instead of the word itself; nil where the word is.
        package var standsFor: String?
        /// The score its labels have at least, 0…1; nil where it has no threshold of its own.
        package var threshold: Double?

        package init(
            word: String, known: KnownSplit? = nil, synonyms: [String] = [], standsFor: String? = nil,
            threshold: Double? = nil
        ) {
            self.word = word
            self.known = known
            self.synonyms = synonyms
            self.standsFor = standsFor
            self.threshold = threshold
        }

        var fields: JSONObject {
            var object = JSONObject([("word", .string(word))])
            object.appendIfPresent("known", known.map { .string($0.rawValue) })
            if !synonyms.isEmpty { object.append("synonyms", .array(synonyms.map(JSONValue.string))) }
            object.appendIfPresent("stands_for", standsFor.map(JSONValue.string))
            object.appendIfPresent("threshold", threshold.map { .decimal($0, places: 6) })
            return object
        }

        init(fields: JSONObject) throws(EventError) {
            word = try fields.string("word")
            known = try fields.ifPresent("known") { key throws(EventError) in try fields.choice(key) }
            synonyms = try fields.ifPresent("synonyms", fields.strings) ?? []
            standsFor = try fields.ifPresent("stands_for", fields.string)
            threshold = try fields.ifPresent("threshold", fields.double)
        }
    }

    /// The digest snippet lines repeat.
    package var vocabulary: String
    /// The model the words' embeddings belong to, as snippet lines repeat it.
    package var model: String
    package var words: [Word]
    /// Words that compete with the user's and become no label.
    package var background: [String]

    package init(vocabulary: String, model: String, words: [Word], background: [String]) {
        self.vocabulary = vocabulary
        self.model = model
        self.words = words
        self.background = background
    }

    var fields: JSONObject {
        JSONObject([
            ("vocabulary", .string(vocabulary)), ("model", .string(model)),
            ("words", .array(words.map { .object($0.fields) })),
            ("background", .array(background.map(JSONValue.string))),
        ])
    }

    init(fields: JSONObject) throws(EventError) {
        vocabulary = try fields.string("vocabulary")
        model = try fields.string("model")
        words = try fields.objects("words", Word.init(fields:))
        background = try fields.strings("background")
    }
}
