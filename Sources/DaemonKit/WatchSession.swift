import ArgumentParser
import Foundation
import Pipeline
import Specs
import Stages
import Tensors

/// Runs one watch job for a person at a terminal: progress, signals, exit status.
struct WatchSession {
    private static let drainLimit = Duration.seconds(4)

    let spec: PipelineSpec
    let policy: OutputPolicy
    let isQuiet: Bool
    /// Shared by those who watch one file after the other.
    let models: LoadedModels

    /// - Returns: the exit status.
    func run() async throws -> Int32 {
        signal(SIGPIPE, SIG_IGN)
        if spec.threads.network > 0 { Parallelism.setThreads(spec.threads.network) }
        let job = try WatchJob(spec, policy: policy, models: models, complain: CommandOutput.warning)
        let outcome = RunOutcomeBox()
        let progress = WatchProgress(isQuiet: isQuiet)
        let report: @Sendable (RunProgress) -> Void = { state in
            outcome.set(state)
            progress.show(state)
        }
        let signals = StopSignals(hastening: [SIGINT, SIGTERM])
        defer { signals.end() }
        let run = try job.prepared(spec, policy, report: report, complain: CommandOutput.warning)
        progress.begin(run.source)
        signals.onFirst { run.stop(drainWithin: Self.drainLimit) }
        let ended = try await finished(run, progress)
        return status(ended, outcome.progress, signals.received)
    }

    private func finished(_ run: WatchRun, _ progress: WatchProgress) async throws -> RunOutcome {
        defer { progress.end() }
        return try await run()
    }

    private func status(_ ended: RunOutcome, _ progress: RunProgress?, _ signal: Int32?) -> Int32 {
        // A live source ends no other way.
        if let signal { return spec.source.isLive ? 0 : 128 + signal }
        guard case .finished = ended else { return 1 }
        return progress?.isDamaged == true ? 3 : 0
    }
}
