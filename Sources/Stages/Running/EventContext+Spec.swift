import Bundles
import Events
import Foundation
import MediaTypes
import Pipeline
import Snippets
import Specs
import VisionLanguage

extension EventContext {
    /// - Parameter origin: The world's time of a file's first instant; the epochs of a live source have their own.
    init(
        _ spec: PipelineSpec, _ start: StartRecord, origin: EventTime?, _ analysis: AnalysisSetup,
        _ resumption: Resumption?
    ) {
        var start = start
        start.resumedAfter = resumption.map { SnippetKey(epoch: $0.cut.epoch, index: $0.cut.index - 1) }
        self.init(
            start: start, vocabulary: VocabularyRecord(analysis.vocabulary, of: analysis.bundle), origin: origin,
            videoFile: (resumption?.video?.path ?? spec.outputs.video.path).map {
                URL(filePath: $0).lastPathComponent
            }, runDetails: .ofThisRun(resumption), earlier: resumption?.recovery.state)
    }

    /// The `start` line of a job: what must be the same where it is resumed.
    static func start(
        _ spec: PipelineSpec, _ source: SourceFacts, _ analysis: AnalysisSetup
    ) -> StartRecord {
        StartRecord(
            version: EarshotVersion.text, source: source,
            model: analysis.bundle.identity, vocabulary: analysis.vocabulary.digest,
            words: spec.model.words.isEmpty ? nil : spec.model.words,
            options: JSONObject(spec.values.filter { Self.changesOutput($0.key) }.map { ($0.key, .string($0.value)) }))
    }

    /// Whether two runs that differ in a key may write different things; names of files, sizes of rings and the way to the
    /// source may not.
    private static func changesOutput(_ key: String) -> Bool {
        !["outputs.archive.", "rings.", "threads."].contains { key.hasPrefix($0) } && !key.hasSuffix(".path")
            && !["source.kind", "source.transport", "source.timeout_s"].contains(key)
    }
}

extension VocabularyRecord {
    init(_ vocabulary: Vocabulary, of bundle: ModelBundle) {
        let words = vocabulary.words
        self.init(
            vocabulary: vocabulary.digest, model: bundle.identity,
            words: words.filter { !$0.isBackground }.map { word in
                Word(word: word.word, known: word.split.flatMap { KnownSplit(rawValue: $0.rawValue) })
            }, background: words.filter(\.isBackground).map(\.word))
    }
}

extension JSONObject {
    /// Facts of the run that no output depends on.
    fileprivate static func ofThisRun(_ resumption: Resumption?) -> JSONObject {
        var details = JSONObject([("pid", .integer(Int64(ProcessInfo.processInfo.processIdentifier)))])
        if let resumption {
            details.append("torn_bytes", .integer(Int64(resumption.recovery.tornBytes)))
            details.append("removed_lines", .integer(Int64(resumption.recovery.removedLines)))
        }
        return details
    }
}
