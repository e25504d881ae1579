import ArgumentParser
import Network
import TestSupport

/// `earshot-bench compare`
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare what `earshot forward --dump all` wrote with the numbers of the authors' code.",
        discussion: "Exits with 1 where a number is outside its published tolerance.")

    @Argument(help: "Which run.")
    var reference: ReferenceCase

    @Argument(help: "The file that `earshot forward` wrote.")
    var dump: String

    func run() throws {
        let golden = try Golden(reference.rawValue)
        let file = try SafetensorsFile(path: dump)
        let flips = try AttentionFlips(golden: golden, file: file)
        print(flips.text)
        let lines = try golden.names.filter(file.contains).compactMap { name in
            try ReferenceTolerance.bound(of: name, hasLargeCLIP: reference == .swin).map {
                try ComparedTensor(name, within: $0, golden: golden, file: file, flips: flips)
            }
        }
        for line in lines { print(line.text) }
        let failed = lines.filter { !$0.agrees }
        print("\(lines.count) tensors compared, \(failed.count) outside their tolerance")
        if lines.isEmpty || !failed.isEmpty { throw ExitCode.failure }
    }
}
