extension StartRecord {
    /// The job with the words of a `vocabulary` line, where they are others.
    package func saying(_ vocabulary: VocabularyRecord) -> StartRecord {
        guard vocabulary.vocabulary != self.vocabulary else { return self }
        var changed = self
        changed.vocabulary = vocabulary.vocabulary
        changed.words = vocabulary.words.map(\.word)
        return changed
    }

    /// What makes a run that would write `other` another job than this one, one sentence each; empty where it is the same.
    package func differences(from other: StartRecord) -> [String] {
        sourceDifferences(other.source)
            + Self.difference("version of Earshot", version, other.version)
            + Self.difference("model", model, other.model)
            + wordDifferences(other) + optionDifferences(other.options)
    }

    private func sourceDifferences(_ other: SourceFacts) -> [String] {
        let names = Self.difference("source", source.name, other.name)
        guard names.isEmpty, source != other else { return names }
        let digests = Self.difference("content of the source \(source.name)", source.digest, other.digest)
        return digests.isEmpty ? Self.difference("source", source.fields.text, other.fields.text) : digests
    }

    private func wordDifferences(_ other: StartRecord) -> [String] {
        // The same vocabulary has the same words, however they were given.
        guard vocabulary != other.vocabulary else { return [] }
        guard words == other.words else {
            return ["the words were \(Self.list(words)) and are now \(Self.list(other.words))"]
        }
        return Self.difference("vocabulary", vocabulary, other.vocabulary)
    }

    private func optionDifferences(_ other: JSONObject) -> [String] {
        let keys = Set(options.fields.map(\.key)).union(other.fields.map(\.key)).sorted()
        return keys.flatMap { Self.difference("option \($0)", options[$0]?.text, other[$0]?.text) }
    }

    private static func list(_ words: [String]?) -> String {
        words?.joined(separator: ", ") ?? "not given"
    }

    private static func difference(_ what: String, _ old: String?, _ new: String?) -> [String] {
        old == new ? [] : ["the \(what) was \(old ?? "not given") and is now \(new ?? "not given")"]
    }
}
