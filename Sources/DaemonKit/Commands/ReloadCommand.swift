import ArgumentParser
import Foundation

/// `earshot reload`: makes a running daemon read its specs again.
struct ReloadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload",
        abstract: "Makes a running `earshot run` read its specs again.",
        discussion: """
            Checks the specs first, as the daemon will see them, and prints every problem; then nothing is reloaded. What \
            changed is restarted; where only the words changed, they take effect in the running stream.

            EXAMPLES
              earshot reload
              earshot reload --pid-file /run/earshot/earshot.pid
            """)

    @Option(help: ArgumentHelp("The file that was given to `earshot run`.", valueName: "file"))
    var pidFile: String?

    func run() throws {
        let (pid, specs) = try PidFile.running(pidFile ?? PidFile.standardPath)
        do throws(PipelineSetError) {
            _ = try PipelineSet(specs, environment: Self.environment(of: pid))
        } catch {
            error.problems.forEach(CommandOutput.error)
            throw ExitCode(1)
        }
        guard kill(pid, SIGHUP) == 0 else {
            CommandOutput.error("cannot signal process \(pid): \(String(cString: strerror(errno)))")
            throw ExitCode(1)
        }
    }

    /// `${NAME}` stands for what it is in the daemon.
    private static func environment(of pid: pid_t) -> [String: String] {
        let bytes = FileManager.default.contents(atPath: "/proc/\(pid)/environ") ?? Data()
        let pairs = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }.compactMap { text in
            text.firstIndex(of: "=").map { (String(text[..<$0]), String(text[text.index(after: $0)...])) }
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
