import Analysis
import ArgumentParser
import Bundles
import Evaluation
import Foundation

/// `earshot eval`: score a model on a folder of labelled videos.
struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Score a model on labelled videos in AVSBench's layout.",
        discussion: """
            Prints the published metric and, for generated scenes, whether the object that sounds was chosen, beside the \
            figures of a baseline that marks everything while anything sounds. Layout and measures are defined in \
            docs/evaluation.md.
            """)

    @Argument(help: "The folder that holds AVSBench-openvoc and AVSBench-semantic.")
    var folder: String

    @Option(help: "Name or directory of the model.")
    var model = ModelStore.defaultModel

    @Option(help: "Which queries become labels: sounding, or the published rule (reference).")
    var selection = SelectionName.sounding

    @Option(help: "Where log-mel patches are cut: each from its own second, or published every 0.96 s.")
    var examples = SoundCut.second

    @Option(help: "Score the first videos only.")
    var limit: Int?

    @OptionGroup
    var cache: CacheFlags

    @Flag(help: "Print one JSON object instead of a table.")
    var json = false

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit is at least 1") }
    }

    func run() throws {
        let videos = try AVSBenchFolder(folder)
        let bundle = try cache.load(model)
        let evaluator = Evaluator(
            videos, bundle: bundle, vocabulary: try bundle.vocabulary(), selection: selection.rule(of: bundle),
            cut: examples)
        let progress = CountProgress("evaluating")
        let result = try evaluator(limit: limit) { done, total in progress.show(done, of: total) }
        progress.end()
        let report = EvaluationReport(
            model: bundle.identity, selection: selection.rawValue, examples: examples.rawValue, result: result)
        print(json ? try report.json() : report.text)
    }
}

/// The selections by the names users know them by.
enum SelectionName: String, CaseIterable, ExpressibleByArgument {
    case sounding, reference

    func rule(of bundle: ModelBundle) -> Selection {
        switch self {
        case .sounding: .sounding(bundle.manifest.thresholds)
        case .reference: .reference(.published)
        }
    }
}

extension SoundCut: ExpressibleByArgument {}
