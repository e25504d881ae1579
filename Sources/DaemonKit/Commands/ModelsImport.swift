import ArgumentParser
import Bundles
import Foundation

/// `earshot models import`
struct ModelsImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make a model of published OV-AVSS weights.",
        discussion: """
            Reads PyTorch's checkpoints (.pth, .pt), TorchScript archives as OpenAI publishes CLIP, and safetensors, those \
            of CLIP on Hugging Face included. Nothing in a file is ever run. The sizes of the network are read off the \
            names and shapes of the tensors. Weights are checked before anything is written; an import that fails or is \
            stopped by Ctrl-C leaves nothing behind.

            The published checkpoint holds CLIP and VGGish too; the merges are looked for beside the weights. A vocab.json \
            beside them or beside CLIP's weights must number the tokens as they do.

            EXAMPLES
              earshot models import --ovavss model_ov_avss_r50.pth --as ovavss-r50
              earshot models import --ovavss swinb.pth --dtype bf16 --as ovavss-swinb
              earshot models import --ovavss own.pth --clip ViT-B-16.pt \\
                  --vggish vggish-10086976.pth --merges merges.txt --as own -o own
              earshot models import --ovavss own.pth --clip clip-vit-base-patch16/ --as own

            EXIT STATUS
              0 imported; 1 refused or failed; 2 usage; 130 or 143 stopped by Ctrl-C or SIGTERM
            """)

    @Option(help: "The published model's checkpoint; it usually holds CLIP and VGGish too.")
    var ovavss: String

    @Option(
        help: """
            CLIP's own weights, a file or a folder as the Hugging Face hub has it; they take the place of those in the first \
            file.
            """)
    var clip: String?

    @Option(help: "VGGish's own weights; they take the place of those in the first file.")
    var vggish: String?

    @Option(
        help: """
            CLIP's byte-pair merges, bpe_simple_vocab_16e6.txt (plain or gzip) or merges.txt, or a folder that holds them; \
            else the file of such a name that lies beside the weights.
            """)
    var merges: String?

    @Option(help: "The model's words, one a line or JSON as in model.json; else the 70 AVSBench words.")
    var bundleWords: String?

    @Option(name: .customLong("as"), help: "The model's name.")
    var name: String

    @Option(
        name: [.customShort("o"), .long],
        help: """
            The directory to create; else one of the model's name in the first folder of $EARSHOT_MODELS, or in \
            ~/.local/share/earshot/models.
            """)
    var output: String?

    @Option(help: "Store all weights as f32, f16 or bf16; else as they are.")
    var dtype: StoredType?

    func run() throws {
        let directory = output ?? URL(filePath: ModelStore().home).appending(path: name).path
        let report = try imported(to: directory)
        print("wrote \(name) to \(directory)")
        for (title, text) in ModelSizes(report.manifest).facts + facts(report) {
            print(title.padding(toLength: 9, withPad: " ", startingAt: 0), text)
        }
    }

    private func imported(to directory: String) throws -> ModelImport.Report {
        let signals = StopSignals(hastening: [SIGINT, SIGTERM])
        defer { signals.end() }
        var progress = ByteProgress("importing \(name)", total: 0)
        defer { progress.end() }
        let request = ModelImport.Request(
            ovavss: ovavss, clip: clip, vggish: vggish, merges: merges, words: bundleWords, name: name,
            output: directory, type: dtype)
        let monitor = ImportMonitor(
            progress: { progress.show($0, of: $1) }, isStopped: { signals.received != nil })
        do {
            return try ModelImport(request).run(monitor)
        } catch BundleError.stopped {
            progress.end()
            guard let signal = signals.received else { throw BundleError.stopped }
            CommandOutput.note("\(BundleError.stopped)")
            throw ExitCode(128 + signal)
        }
    }

    private func facts(_ report: ModelImport.Report) -> [(String, String)] {
        var facts = [("used", "\(report.used) tensors, \(byteCount(report.bytes)) of weights")]
        if !report.replaced.isEmpty { facts.append(("replaced", "\(report.replaced.count) tensors of \(ovavss)")) }
        facts.append(("ignored", "\(report.ignored.count) constants: \(list(report.ignored))"))
        if !report.beside.isEmpty {
            facts.append(("ignored", "\(report.beside.count) tensors beside the weights: \(list(report.beside))"))
        }
        return facts + [("missing", "none")]
    }

    private func list(_ names: [String]) -> String {
        names.prefix(4).joined(separator: ", ") + (names.count > 4 ? ", …" : "")
    }
}

extension StoredType: ExpressibleByArgument {}
