import ArgumentParser

/// `earshot-bench`: measures the network and makes what is needed to compare it with the reference.
@main
struct EarshotBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "earshot-bench",
        abstract: "Measure the network; make synthetic checkpoints and inputs; compare dumps with reference numbers.",
        subcommands: [StagesCommand.self, WeightsCommand.self, InputCommand.self, CompareCommand.self])
}
