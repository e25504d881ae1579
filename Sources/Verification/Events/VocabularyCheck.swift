import Events

/// Words and model stay what the last `vocabulary` line said, and labels are among the words.
struct VocabularyCheck: LineCheck {
    private var vocabulary: String?
    private var model: String?
    private var known: [String: KnownSplit?]?
    private var background: Set<String> = []

    mutating func findings(in line: NumberedLine) -> [Finding] {
        switch line.record {
        case .start(let record):
            // What stands in another file is not known here; a continuation repeats it.
            if record.vocabulary != vocabulary { known = nil }
            (vocabulary, model) = (record.vocabulary, record.model)
            return []
        case .vocabulary(let record):
            (vocabulary, model) = (record.vocabulary, record.model)
            known = Dictionary(record.words.map { ($0.word, $0.known) }) { first, _ in first }
            background = Set(record.background)
            return []
        case .snippet(let record): return problems(record).map { Finding(.vocabulary, line: line.number, $0) }
        default: return []
        }
    }

    private func problems(_ record: SnippetRecord) -> [String] {
        var problems =
            difference("vocabulary", record.vocabulary, vocabulary) + difference("model", record.model, model)
        if record.state == .analysed, record.vocabulary == nil || record.model == nil {
            problems.append("an analysed second does not say its words and model")
        }
        guard let known else { return problems }
        for label in record.labels {
            guard let split = known[label.label] else {
                problems.append("label \(label.label) is not among the words")
                continue
            }
            if split != label.known {
                problems.append("label \(label.label) is not marked as the vocabulary line says")
            }
        }
        let strange = record.below.filter { known[$0.word] == nil && !background.contains($0.word) }
        return problems + strange.map { "\($0.word) in below is not among the words" }
    }

    private func difference(_ what: String, _ found: String?, _ expected: String?) -> [String] {
        guard let found, let expected, found != expected else { return [] }
        return ["the \(what) is \(found), the last line that sets it says \(expected)"]
    }
}
