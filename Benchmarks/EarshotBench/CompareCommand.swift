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
        let names = golden.names.filter { file.contains($0) && ReferenceTolerance.bound(of: $0) != nil }
        let lines = try names.map { try ComparedTensor($0, golden: golden, file: file, flips: flips) }
        for line in lines { print(line.text) }
        let failed = lines.filter { !$0.agrees }
        print("\(lines.count) tensors compared, \(failed.count) outside their tolerance")
        if lines.isEmpty || !failed.isEmpty { throw ExitCode.failure }
    }
}
