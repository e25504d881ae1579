import ArgumentParser
import Specs

/// `earshot run`: the daemon, many pipelines from their spec files.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs pipelines from spec files, all in one process.",
        discussion: """
            Every spec is validated before anything opens; all problems are printed at once. What happens to one pipeline \
            never touches another: a live one that failed is tried again, a file is done when it was watched to its end. \
            Pipelines with the same model hold its weights once and take turns on the cores. Event files that are there are \
            gone on with.

            SIGTERM or Ctrl-C stops reading; what is not finished in 4 seconds is recorded as dropped, and outputs are closed \
            within 5. A second Ctrl-C exits at once. SIGHUP, or `earshot reload`, reads the specs again: what changed is \
            restarted, words alone change without touching the stream, and a set with any problem is refused as a whole. A file that is \
            being watched keeps its options, which its outputs were begun with.

            EXAMPLES
              earshot run Pipelines/*.yaml
              earshot run /etc/earshot             every .yaml file of a folder
              earshot run /etc/earshot --listen 127.0.0.1:9464
              earshot run yard.yaml --pid-file /run/user/1000/yard.pid

            EXIT STATUS
              0 all ended in order, or stopped by a signal; 1 a spec was refused or a pipeline failed; 2 usage; \
            3 watched to the end, but parts of a source were damaged
            """)

    @Argument(help: ArgumentHelp("Pipeline specs, or folders of them.", valueName: "file.yaml"))
    var paths: [String]

    @Option(help: ArgumentHelp("Where `earshot reload` finds this process.", valueName: "file"))
    var pidFile: String?

    @Option(
        help: ArgumentHelp(
            "Answer GET /health, /ready and /metrics (Prometheus) over HTTP at this address; a port alone is one of loopback.",
            valueName: "address:port"))
    var listen: StatusAddress?

    @OptionGroup
    var cache: CacheFlags

    func run() async throws {
        let status: Int32
        do {
            status = try await RunSession(paths: paths, pidFile: pidFile, statusAddress: listen, models: cache.models)
                .run()
        } catch let error as PipelineSetError {
            error.problems.forEach(CommandOutput.error)
            throw ExitCode(1)
        }
        if status != 0 { throw ExitCode(status) }
    }
}
