import ArgumentParser
import Glibc

extension Earshot {
    /// Parses and runs the command line of this process; returns where it did what was asked.
    static func runCommandLine() async throws {
        ProcessTitle.hideCredentials()
        ProcessLog.install()
        var command = try parseAsRoot()
        if var asynchronous = command as? any AsyncParsableCommand {
            try await asynchronous.run()
        } else {
            try command.run()
        }
    }

    /// Writes what was printed and is still held. That nobody reads any more is no error.
    static func flushOutput() throws {
        guard fflush(nil) != 0, errno != EPIPE else { return }
        throw OutputError(reason: String(cString: strerror(errno)))
    }

    /// Ends the process: 0 after help, 2 where the command line was wrong, the code a command chose, else 1.
    static func exit(reporting error: any Error) -> Never {
        let code = exitCode(for: error)
        if code == .success || error is ExitCode { exit(withError: error) }
        guard code == .validationFailure else {
            CommandOutput.error(message(for: error))
            Glibc.exit(1)
        }
        CommandOutput.error(String(fullMessage(for: error).trimmingPrefix("Error: ")))
        Glibc.exit(2)
    }
}

/// Why what a command printed did not arrive.
private struct OutputError: Error, CustomStringConvertible {
    let reason: String

    var description: String { "cannot write the standard output: \(reason)" }
}
