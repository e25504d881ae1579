public import ArgumentParser
import Stages

/// The `earshot` command and its subcommands, one file each in `Commands/`.
public struct Earshot: AsyncParsableCommand {
    /// Name, version and subcommands.
    public static let configuration = CommandConfiguration(
        commandName: "earshot",
        abstract: "Finds which pixels make the sound in a stream or file, and names them.",
        version: EarshotVersion.text,
        subcommands: [
            CheckCommand.self,
            EvalCommand.self,
            ForwardCommand.self,
            ModelsCommand.self,
            ReloadCommand.self,
            RunCommand.self,
            TailCommand.self,
            VerifyCommand.self,
            WatchCommand.self,
            WordsCommand.self,
        ]
    )

    /// Parsed by ArgumentParser.
    public init() {}

    /// Runs the command line of this process and exits.
    public static func run() async {
        do {
            try await runCommandLine()
            try flushOutput()
        } catch {
            exit(reporting: error)
        }
    }
}
