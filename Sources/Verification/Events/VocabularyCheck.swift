import Events

/// Words and model stay what the last `vocabulary` line said, and labels are among the words and reach their thresholds.
struct VocabularyCheck: LineCheck {
    private var vocabulary: String?
    private var model: String?
    private var words: [String: VocabularyRecord.Word]?
    private var background: Set<String> = []

    /// Scores are written to four decimals.
    private static let scoreTolerance = 0.000_051

    mutating func findings(in line: NumberedLine) -> [Finding] {
        let problems: [String]
        switch line.record {
        case .start(let record):
            // What stands in another file is not known here; a continuation repeats it.
            if record.vocabulary != vocabulary { words = nil }
            (vocabulary, model) = (record.vocabulary, record.model)
            problems = []
        case .vocabulary(let record): problems = take(record)
        case .snippet(let record): problems = self.problems(record)
        default: problems = []
        }
        return problems.map { Finding(.vocabulary, line: line.number, $0) }
    }

    private mutating func take(_ record: VocabularyRecord) -> [String] {
        (vocabulary, model) = (record.vocabulary, record.model)
        words = Dictionary(record.words.map { ($0.word, $0) }) { first, _ in first }
        background = Set(record.background)
        var names: Set<String> = []
        let twice = (record.words.map(\.word) + record.background).filter { !names.insert($0).inserted }
        return twice.map { "the word \($0) stands twice" }
    }

    private func problems(_ record: SnippetRecord) -> [String] {
        var problems =
            difference("vocabulary", record.vocabulary, vocabulary) + difference("model", record.model, model)
        if record.state == .analysed, record.vocabulary == nil || record.model == nil {
            problems.append("an analysed second does not say its words and model")
        }
        guard let words else { return problems }
        problems += record.labels.flatMap { self.problems($0, words[$0.label]) }
        let strange = record.below.filter { words[$0.word] == nil && !background.contains($0.word) }
        return problems + strange.map { "\($0.word) in below is not among the words" }
    }

    private func problems(_ label: LabelRecord, _ word: VocabularyRecord.Word?) -> [String] {
        guard let word else { return ["label \(label.label) is not among the words"] }
        var problems: [String] = []
        if word.known != label.known {
            problems.append("label \(label.label) is not marked as the vocabulary line says")
        }
        if let threshold = word.threshold, label.score < threshold - Self.scoreTolerance {
            problems.append("label \(label.label) has the score \(label.score), its word's threshold is \(threshold)")
        }
        return problems
    }

    private func difference(_ what: String, _ found: String?, _ expected: String?) -> [String] {
        guard let found, let expected, found != expected else { return [] }
        return ["the \(what) is \(found), the last line that sets it says \(expected)"]
    }
}
