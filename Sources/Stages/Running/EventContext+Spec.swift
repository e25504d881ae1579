import Bundles
import Events
import Foundation
import MediaTypes
import Pipeline
import Snippets
import Specs
import VisionLanguage
import Words

extension EventContext {
    /// - Parameters:
    ///   - origin: The world's time of a file's first instant; the epochs of a live source have their own.
    ///   - recovery: What an earlier run has written.
    ///   - last: The last second already written, where this run goes on with the same job.
    init(
        _ spec: PipelineSpec, _ start: StartRecord, origin: EventTime?, _ analysis: AnalysisSetup,
        continuing recovery: LogRecovery?, after last: SnippetKey?
    ) {
        var start = start
        start.resumedAfter = last
        self.init(
            start: start, vocabulary: VocabularyRecord(analysis.vocabulary, of: analysis.bundle), origin: origin,
            runDetails: .ofThisRun(spec, recovery), earlier: recovery?.state)
    }

    /// The `start` line of a job: what must be the same where it is resumed.
    static func start(
        _ spec: PipelineSpec, _ source: SourceFacts, _ analysis: AnalysisSetup
    ) -> StartRecord {
        StartRecord(
            version: EarshotVersion.text, source: source,
            model: analysis.bundle.identity, vocabulary: analysis.vocabulary.digest,
            words: spec.model.words.isEmpty ? nil : spec.model.words.map(\.description),
            options: JSONObject(spec.outputOptions.map { ($0.key, .string($0.value)) }))
    }
}

extension VocabularyRecord {
    init(_ vocabulary: Vocabulary, of bundle: ModelBundle) {
        let words = vocabulary.words
        self.init(
            vocabulary: vocabulary.digest, model: bundle.identity,
            words: words.filter { !$0.isBackground }.map(Word.init),
            background: words.filter(\.isBackground).map(\.name))
    }
}

extension VocabularyRecord.Word {
    fileprivate init(_ word: VocabularyWord) {
        let entry = word.entry
        self.init(
            word: word.name, known: word.split.flatMap { KnownSplit(rawValue: $0.rawValue) },
            synonyms: entry.synonyms, standsFor: entry.isRenamed ? entry.spellings[0] : nil,
            threshold: entry.threshold)
    }
}

extension JSONObject {
    /// Facts of the run that no output depends on.
    fileprivate static func ofThisRun(_ spec: PipelineSpec, _ recovery: LogRecovery?) -> JSONObject {
        var details = JSONObject([("pid", .integer(Int64(ProcessInfo.processInfo.processIdentifier)))])
        if let recovery {
            details.append("torn_bytes", .integer(Int64(recovery.tornBytes)))
            details.append("removed_lines", .integer(Int64(recovery.removedLines)))
        }
        let keeps = spec.values.filter { $0.key.contains(".keep_") && spec.isGiven($0.key) }
        if !keeps.isEmpty { details.append("keeps", .object(JSONObject(keeps.map { ($0.key, .string($0.value)) }))) }
        return details
    }
}
