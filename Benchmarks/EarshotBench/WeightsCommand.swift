import ArgumentParser
import Network
import TestSupport

/// `earshot-bench weights`
struct WeightsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "weights",
        abstract: "Write a full-size synthetic R50 checkpoint with the published names, 1.1 GB of float32.")

    @Option(name: [.customShort("o"), .long], help: "The safetensors file to write.")
    var output: String

    func run() throws {
        let weights = try SyntheticWeights(.ovavssR50)
        let declarations = weights.keys.map { key in
            SafetensorsWriter.Declaration(key: key, type: .float32, shape: weights.shape(of: key) ?? [])
        }
        var writer = try SafetensorsWriter.create(path: output, declarations: declarations)
        for key in weights.keys { try writer.append(key, weights.tensor(key)) }
        try writer.finish()
        print("wrote \(weights.keys.count) tensors to \(output)")
    }
}
