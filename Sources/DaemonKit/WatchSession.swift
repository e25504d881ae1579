import ArgumentParser
import Bundles
import Events
import Foundation
import Media
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

    /// - Returns: the exit status.
    func run() async throws -> Int32 {
        signal(SIGPIPE, SIG_IGN)
        if spec.threads.network > 0 { Parallelism.setThreads(spec.threads.network) }
        let job = try WatchJob(spec, policy: policy, models: ModelStore())
        let outcome = RunOutcomeBox()
        let progress = WatchProgress(isShown: !isQuiet)
        let report: @Sendable (RunProgress) -> Void = { state in
            outcome.set(state)
            progress.show(state)
        }
        let signals = StopSignals()
        defer { signals.end() }
        let run = try prepared(job, report)
        progress.begin(run.source)
        signals.onFirst { run.stop(drainWithin: Self.drainLimit) }
        let ended = try await finished(run, progress)
        return status(ended, outcome.progress, signals.received)
    }

    private func finished(_ run: WatchRun, _ progress: WatchProgress) async throws -> RunOutcome {
        defer { progress.end() }
        return try await run()
    }

    private func prepared(_ job: WatchJob, _ report: @escaping @Sendable (RunProgress) -> Void) throws -> WatchRun {
        if let path = spec.outputs.events.path {
            return try job.prepared(destination: { try eventLog(path, continuing: $0) }, report: report)
        }
        if spec.outputs.video.path == nil {
            return try job.prepared(destination: { _ in PrintedEvents(sourceID: sourceID) }, report: report)
        }
        return try job.prepared(destination: { _ in NoEvents() }, report: report)
    }

    private func eventLog(_ path: String, continuing recovery: LogRecovery?) throws -> EventLog {
        if let recovery { return try EventLog.resume(recovery) }
        return try EventLog.create(path, sourceID: sourceID, overwriting: policy != .refuse)
    }

    private var sourceID: String {
        spec.source.id
            ?? URL(filePath: Secrets.shared.removed(from: spec.source.url)).deletingPathExtension().lastPathComponent
    }

    private func status(_ ended: RunOutcome, _ progress: RunProgress?, _ signal: Int32?) -> Int32 {
        if let signal { return 128 + signal }
        guard case .finished = ended else { return 1 }
        return progress?.isDamaged == true ? 3 : 0
    }
}
