import ArgumentParser
import TestSupport

/// `earshot-bench weights`
struct WeightsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "weights",
        abstract:
            "Write a full-size synthetic checkpoint with the published names: 1.1 GB of float32 (R50), 2.4 GB (Swin-B)."
    )

    @Argument(help: "Which model.")
    var model = SyntheticModel.r50

    @Option(name: [.customShort("o"), .long], help: "The safetensors file to write.")
    var output: String

    func run() throws {
        let weights = try SyntheticWeights(model.layout)
        try weights.write(to: output)
        print("wrote \(weights.keys.count) tensors to \(output)")
    }
}
