import ArgumentParser
import Bundles
import Foundation

/// `earshot models import`
struct ModelsImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make a model of published OV-AVSS weights in safetensors files.",
        discussion: """
            The sizes of the network are read off the names and shapes of the tensors. Weights are checked before \
            anything is written; a failed import leaves nothing behind.
            """)

    @Option(help: "The published model's state dict; it usually holds CLIP and VGGish too.")
    var ovavss: String

    @Option(help: "CLIP's own state dict; takes the place of the one in the first file.")
    var clip: String?

    @Option(help: "VGGish's own state dict; takes the place of the one in the first file.")
    var vggish: String?

    @Option(help: "CLIP's byte-pair merges (bpe_simple_vocab_16e6.txt), plain or gzip.")
    var merges: String

    @Option(help: "The model's words, one a line or JSON as in model.json; else the 70 AVSBench words.")
    var bundleWords: String?

    @Option(name: .customLong("as"), help: "The model's name.")
    var name: String

    @Option(name: [.customShort("o"), .long], help: "The directory to create.")
    var output: String

    @Option(help: "Store all weights as f32, f16 or bf16; else as they are.")
    var dtype: StoredType?

    func run() throws {
        var progress = ByteProgress("importing \(name)", total: 0)
        let report = try ModelImport(
            ModelImport.Request(
                ovavss: ovavss, clip: clip, vggish: vggish, merges: merges, words: bundleWords, name: name,
                output: output, type: dtype)
        ).run { done, total in progress.show(done, of: total) }
        progress.end()
        print("wrote \(name) to \(output): \(report.used) tensors, \(byteCount(report.bytes)) of weights")
        if !report.replaced.isEmpty { print("replaced \(report.replaced.count) tensors of \(ovavss)") }
        print("left out \(report.ignored.count) constants: \(report.ignored.joined(separator: ", "))")
        print("missing none")
    }
}

extension StoredType: ExpressibleByArgument {}
