import Analysis
import ArgumentParser
import Bundles
import Network
import Segmentation
import Tensors

/// `earshot forward`
struct ForwardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forward",
        abstract: "Run one window on given tensors and write any intermediate tensor.",
        discussion: """
            The input is a safetensors file: `frames`, uint8 [T, H, W, 3] with T pictures of the model's window, and \
            `waveform`, int16 or float32 [N] at 16 kHz. Every picture hears its own second of the waveform. With \
            `first_row`, int64 [1], it hears the published code's 0.96 s examples from that row on instead.

            The output holds the chosen tensors in full as float32. A name the run does not compute is an error that \
            lists those it does.
            """)

    @Option(help: "Name or directory of the model.")
    var model = ModelStore.defaultModel

    @Option(help: "The tensors to run on.")
    var input: String

    @Option(help: "The file to write.")
    var output: String

    @Option(help: "Names separated by commas, or 'all' (masks.upsampled of a large model takes half a gigabyte).")
    var dump: DumpSelection

    @Option(help: "Pixels of the shorter side instead of the model's.")
    var shortSide: Int?

    @Option(help: "Which queries become labels: sounding, or the published rule (reference).")
    var selection = SelectionName.reference

    @Option(help: "Name only the first queries, as the reference numbers do (selection reference).")
    var queries: Int?

    @OptionGroup
    var cache: CacheFlags

    func validate() throws {
        guard queries.map({ $0 > 0 }) ?? true else { throw ValidationError("--queries must be 1 or more") }
        guard queries == nil || selection == .reference else {
            throw ValidationError("--queries belongs to --selection reference")
        }
        guard shortSide.map({ (32...4096).contains($0) }) ?? true else {
            throw ValidationError("--short-side must be 32 to 4096")
        }
    }

    func run() throws {
        let bundle = try cache.load(model)
        let input = try ForwardInput(path: input)
        let offered = OfferedNames()
        let recorder = TensorRecorder { name in
            offered.insert(name)
            return dump.contains(name)
        }
        let window = try ForwardRun(
            model: bundle.segmentation, shortSide: shortSide, probe: recorder.probe)(input)
        if dump.wants(anyOf: ["q", "text.", "labels."]) { try name(window, bundle, recorder.probe) }
        let tensors = recorder.tensors
        let missing = (dump.names ?? []).subtracting(tensors.keys)
        guard missing.isEmpty else { throw ForwardError.unknown(names: missing.sorted(), known: offered.sorted) }
        try TensorFile.write(tensors, to: output)
    }

    /// The part of the run that only the names need: words, crops, both CLIP towers.
    private func name(_ window: DecodedWindow, _ bundle: ModelBundle, _ probe: TensorProbe) throws {
        let vocabulary = try bundle.vocabulary(probe: probe)
        let rule: Selection =
            selection == .reference ? .reference(ReferenceRule(queries: queries)) : selection.rule(of: bundle)
        let naming = Naming(bundle: bundle, vocabulary: vocabulary, selection: rule, probe: probe)
        LabelDump(vocabulary: vocabulary, probe: probe)(naming(window, positions: window.snippets.indices))
    }
}
