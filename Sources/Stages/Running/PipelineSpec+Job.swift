package import Specs

extension PipelineSpec {
    /// The options by which what comes out may differ, with their values; of words the vocabulary tells.
    var outputOptions: [(key: String, value: String)] { jobOptions.filter { !Self.words.contains($0.key) } }

    private var jobOptions: [(key: String, value: String)] { values.filter { Self.changesOutput($0.key) } }

    /// The keys that make a run by this spec another job than one by `other`, which cannot go on with its outputs.
    package func jobDifferences(from other: PipelineSpec) -> [String] {
        let options = zip(jobOptions, other.jobOptions).filter { $0.value != $1.value }.map(\.0.key)
        return (source.url == other.source.url ? [] : ["source.url"]) + options
    }

    /// Keys that may change in a running job.
    private static let words: Set = ["model.words", "model.only_words"]

    /// Keys that say into which files outputs are divided and how long those are kept.
    private static let filing: Set = [
        "outputs.video.segment", "outputs.video.keep_for", "outputs.video.keep_bytes", "outputs.events.rotate_every",
        "outputs.events.rotate_bytes", "outputs.events.keep_for", "outputs.events.keep_bytes",
    ]

    /// Whether two runs that differ in a key may write different things; names of files, sizes of rings and the way to the
    /// source may not.
    private static func changesOutput(_ key: String) -> Bool {
        !["outputs.archive.", "rings.", "threads."].contains { key.hasPrefix($0) } && !key.hasSuffix(".path")
            && !["source.kind", "source.transport", "source.timeout_s"].contains(key) && !filing.contains(key)
    }
}
