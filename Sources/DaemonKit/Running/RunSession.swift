import Dispatch
import Foundation
import Logging
import Specs
import Stages
import Systemd
import Tensors

/// Runs pipelines from their spec files until all have ended or a signal stops them.
struct RunSession {
    /// Files are closed by then. A step of the network may take longer; it is not waited for.
    private static let stopLimit = DispatchTimeInterval.milliseconds(4_900)

    let paths: [String]
    let pidFile: String?
    /// Nil where nobody is answered.
    let statusAddress: StatusAddress?
    let models: LoadedModels

    /// - Returns: the exit status.
    func run() async throws -> Int32 {
        signal(SIGPIPE, SIG_IGN)
        let environment = ProcessInfo.processInfo.environment
        let set = try PipelineSet(paths, environment: environment)
        try OutputWriters(set).requireNone()
        let log = Logger(label: "earshot")
        let file = try PidFile(pidFile ?? PidFile.standardPath, specs: paths.map { URL(filePath: $0).path })
        defer { file.remove() }
        set.pipelines.map(\.spec.threads.network).filter { $0 > 0 }.max().map(Parallelism.setThreads)
        let daemon = Daemon(
            set, paths: paths, models: models, log: log, notifier: ServiceNotifier(environment: environment))
        let watchdogLimit = ServiceEnvironment(environment).watchdogLimit
        guard let statusAddress else { return try await run(daemon, watchdogLimit).exitStatus }
        if !statusAddress.isLoopback {
            log.warning("other machines can read the status", metadata: ["address": "\(statusAddress.description)"])
        }
        return try await StatusServer(statusAddress) { await daemon.status }
            .answering { try await run(daemon, watchdogLimit) }.exitStatus
    }

    private func run(_ daemon: Daemon, _ watchdogLimit: Duration?) async throws -> PipelineResult {
        let stops = StopSignals(hastening: [SIGINT])
        let reloads = SignalStream(SIGHUP), signals = reloads.signals
        stops.onFirst { Self.stop(daemon) }
        defer {
            stops.end()
            reloads.end()
        }
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { for await _ in signals { await daemon.reload() } }
            if let watchdogLimit { tasks.addTask { await Self.proveLife(daemon, every: watchdogLimit / 3) } }
            defer { tasks.cancelAll() }
            return try await daemon.run()
        }
    }

    private static func stop(_ daemon: Daemon) {
        Task { await daemon.stop() }
        DispatchQueue.global().asyncAfter(deadline: .now() + stopLimit) {
            Task { await end(daemon) }
        }
    }

    private static func end(_ daemon: Daemon) async {
        let unfinished = await daemon.unfinished
        guard !unfinished.isEmpty else { _exit(await daemon.result.exitStatus) }
        CommandOutput.error("outputs could not be closed in time: \(unfinished.joined(separator: ", "))")
        _exit(PipelineResult.failed.exitStatus)
    }

    private static func proveLife(_ daemon: Daemon, every interval: Duration) async {
        while !Task.isCancelled {
            await daemon.proveLife()
            // Cancelled with the daemon's end.
            try? await Task.sleep(for: interval)
        }
    }
}
