import Logging
import ServiceLifecycle
import Specs
import Stages

/// One pipeline of a daemon: runs it, again after a failure where its source is live, anew where its spec changes.
///
/// Nothing that happens to it leaves this service.
final class PipelineService: Service {
    static let drainLimit = Duration.seconds(4)

    private let shared: SharedResources
    private let log: Logger
    private let state: PipelineState
    private let progress = RunOutcomeBox()

    /// - Parameter changed: called after every change of phase.
    init(_ pipeline: PipelineFile, _ shared: SharedResources, log: Logger, changed: @escaping @Sendable () -> Void) {
        self.shared = shared
        var log = log
        log[metadataKey: "pipeline"] = "\(pipeline.id)"
        self.log = log
        state = PipelineState(pipeline, changed: changed)
    }

    var phase: PipelineState.Phase { state.phase }

    /// The pipeline that is wanted; nil where it was removed.
    var pipeline: PipelineFile? { state.wanted }

    /// See `WatchRun.movement`; nil while nothing runs.
    var movement: Int? { state.movement }

    var status: PipelineStatus? {
        pipeline.map { PipelineStatus(id: $0.id, phase: phase, progress: progress.progress) }
    }

    /// Nothing of it is left to be written.
    var hasClosedOutputs: Bool { state.hasClosedOutputs }

    func run() async {
        await withGracefulShutdownHandler {
            await runUntilDone()
        } onGracefulShutdown: {
            self.state.stop()
        }
    }

    /// Goes on by another spec: with other words in the middle of the stream, else from a new start.
    func change(to pipeline: PipelineFile) throws { try state.change(to: pipeline) }

    /// Ends the pipeline for good and waits until its outputs are closed.
    func remove() async {
        state.remove()
        await state.waitForEnd()
    }

    private func runUntilDone() async {
        var delay = RetryDelay()
        var generator = SystemRandomNumberGenerator()
        while let (pipeline, revision) = state.begin() {
            let began = ContinuousClock.now
            let result = await attempt(pipeline, revision)
            guard !state.isOutdated(revision) else { continue }
            guard result == .failed, pipeline.spec.source.isLive else { return state.end(result) }
            await state.rest(delay.next(after: ContinuousClock.now - began, using: &generator))
        }
        state.end(.complete)
    }

    private func attempt(_ pipeline: PipelineFile, _ revision: Int) async -> PipelineResult {
        do {
            log.notice("watching", metadata: ["spec": "\(pipeline.path)"])
            guard let files = try ArchiveFiles(pipeline.spec) else {
                return try await watch(pipeline.spec, revision)
            }
            return try await watch(files, pipeline.spec, revision)
        } catch WatchError.alreadyComplete(let path) {
            log.notice("watched to its end before", metadata: ["events": "\(path)"])
            return .complete
        } catch {
            log.error("failed", metadata: ["spec": "\(pipeline.path)", "error": "\(error)"])
            return .failed
        }
    }

    private func watch(_ spec: PipelineSpec, _ revision: Int) async throws -> PipelineResult {
        progress.clear()
        let run = try await shared.prepared(spec) { [progress, log] in
            for news in ProgressNews.between(progress.set($0), $0) {
                log.log(level: news.isTrouble ? .warning : .notice, "\(news.text)")
            }
        } complain: { [log] problem in
            log.warning("trouble with an output", metadata: ["problem": "\(problem)"])
        }
        state.adopt(run, revision)
        let outcome = try await run()
        log.notice("ended", metadata: ["outcome": "\(outcome)"])
        return progress.progress?.isDamaged == true ? .damaged : .complete
    }

    /// One file after the other, until all are done or something else is wanted.
    private func watch(_ files: ArchiveFiles, _ spec: PipelineSpec, _ revision: Int) async throws -> PipelineResult {
        let queue = try ArchiveQueue(spec, files, policy: .resume, say: { self.log.notice("\($0)") }) { own, _ in
            guard self.state.isWanted(revision) else { return nil }
            let result = try await self.watch(own, revision)
            return self.state.isWanted(revision) ? result : nil
        }
        return try await queue.run() ?? .complete
    }
}
