import ArgumentParser
import Bundles
import Foundation
import Network
import Segmentation
import Tensors
import TestSupport
import VisionLanguage

/// `earshot-bench stages`
struct StagesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stages",
        abstract: "Seconds per snippet of every stage of the network, as JSON.",
        discussion: """
            The mask decoder counts once per snippet, as at stride 1; `crop` is one masked crop through the image tower. \
            Weights of `synthetic-r50` and `synthetic-swinb` are made by rule at the sizes of the published models.
            """)

    @Option(help: "Name or directory of a model, or 'synthetic-r50' or 'synthetic-swinb'.")
    var model = ModelStore.defaultModel

    @Option(help: "Height of the picture after resizing; else the model's short side.")
    var height: Int?

    @Option(help: "Width of the picture after resizing; else 16:9.")
    var width: Int?

    @Option(help: "Threads of one operation; else as many as there are cores.")
    var threads: Int?

    @Option(help: "Measurements of every stage; the median counts.")
    var repeats = 5

    func run() throws {
        if let threads { Parallelism.setThreads(threads) }
        let networks = try BenchNetworks(model)
        let short = height ?? networks.segmentation.configuration.preprocessing.shortSide
        let size = (height: short, width: width ?? Int((Double(short) * 16 / 9).rounded()))
        let stages = StageTimes(networks, size: size, repeats: max(1, repeats))
        let report = StageReport(
            config: model, threads: Parallelism.threads, picture: [size.height, size.width],
            secondsPerSnippet: stages.seconds, total: stages.seconds.values.reduce(0, +),
            peakMemoryMB: PeakMemory.megabytes)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        print(String(decoding: try encoder.encode(report), as: UTF8.self))
    }
}

private struct StageReport: Encodable {
    let config: String
    let threads: Int
    let picture: [Int]
    let secondsPerSnippet: [String: Double]
    let total: Double
    let peakMemoryMB: Int

    enum CodingKeys: String, CodingKey {
        case config, threads, picture, secondsPerSnippet, total
        case peakMemoryMB = "peak_memory_mb"
    }
}

/// The most memory the process has had, from the kernel.
private enum PeakMemory {
    static var megabytes: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss / 1024
    }
}
