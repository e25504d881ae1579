import Foundation
import Logging
import ServiceLifecycle
import Stages
import Systemd

/// Runs a set of pipelines as services of one process, and exchanges them when the set is read again.
actor Daemon {
    private let paths: [String]
    private let shared: SharedResources
    private let log: Logger
    private let notifier: ServiceNotifier?
    private let group: ServiceGroup
    private let changed: @Sendable () -> Void
    private let changes: AsyncStream<Void>
    /// By the path of the spec.
    private var services: [String: PipelineService]
    private var progress = ProgressWatch()
    private let start = ContinuousClock.now
    private var isReady = false
    private var isStopping = false
    /// The worst of the pipelines that are not there any more.
    private var worst = PipelineResult.complete

    /// - Parameter paths: what the set was made from, to be read again.
    init(_ set: PipelineSet, paths: [String], models: LoadedModels, log: Logger, notifier: ServiceNotifier?) {
        self.paths = paths
        self.log = log
        self.notifier = notifier
        let shared = SharedResources(models: models)
        let (changes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let changed: @Sendable () -> Void = { continuation.yield() }
        let services = set.pipelines.map { PipelineService($0, shared, log: log, changed: changed) }
        self.services = Dictionary(uniqueKeysWithValues: zip(set.pipelines.map(\.path), services))
        group = ServiceGroup(
            configuration: ServiceGroupConfiguration(services: services.map { .independent($0) }, logger: log))
        self.shared = shared
        self.changes = changes
        self.changed = changed
    }

    /// Returns when every pipeline has ended, with the worst result.
    func run() async throws -> PipelineResult {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await self.followChanges() }
            try await group.run()
            tasks.cancelAll()
        }
        return result
    }

    /// Every pipeline stops reading; `run` returns when the outputs are closed.
    func stop() async {
        isStopping = true
        notifier?.send(.stopping(status: "stopping \(services.count) pipelines"))
        await group.triggerGracefulShutdown()
    }

    /// The worst that any pipeline has come to.
    var result: PipelineResult {
        services.values.map(\.phase).reduce(worst) { worst, phase in
            if case .ended(let result) = phase { max(worst, result) } else { worst }
        }
    }

    /// The pipelines whose outputs are not closed yet, by the paths of their specs, sorted.
    var unfinished: [String] { services.filter { !$0.value.hasClosedOutputs }.keys.sorted() }

    /// How it and its pipelines are.
    var status: DaemonStatus {
        DaemonStatus(
            isReady: isReady && !isStopping, stuck: stuckPipelines(),
            pipelines: services.values.compactMap(\.status).sorted { $0.id < $1.id })
    }

    /// A sign of life to the service manager, if every pipeline that runs moves.
    func proveLife() {
        let stuck = stuckPipelines()
        guard stuck.isEmpty else {
            return log.critical("stuck", metadata: ["specs": "\(stuck.joined(separator: ", "))"])
        }
        notifier?.send(.watchdog)
    }

    private func stuckPipelines() -> [String] {
        progress.stuck(services.compactMapValues(\.movement), at: ContinuousClock.now - start)
    }

    private func followChanges() async {
        for await _ in changes where !isStopping { tellState() }
    }

    private func tellState() {
        let phases = services.values.map(\.phase)
        let running = phases.count { $0 == .running }, resting = phases.count { $0 == .resting }
        let ended = phases.count { if case .ended = $0 { true } else { false } }
        let status =
            "\(running) of \(phases.count) pipelines running, \(resting) waiting to be tried again, \(ended) ended"
        if isReady { return _ = notifier?.send(.status(status)) }
        guard !phases.contains(.starting) else { return }
        isReady = true
        log.notice("ready", metadata: ["status": "\(status)"])
        notifier?.send(.ready(status: status))
    }
}

// Reading the specs again.
extension Daemon {
    /// Restarts what changed, starts what is new, ends what is gone; a set with any problem is refused as a whole.
    func reload() async {
        guard !isStopping else { return }
        notifier?.send(.reloadingNow)
        do throws(PipelineSetError) {
            await exchange(for: try PipelineSet(paths).pipelines)
            log.notice("reloaded", metadata: ["pipelines": "\(services.count)"])
            notifier?.send(.ready(status: "reloaded \(services.count) pipelines"))
        } catch {
            for problem in error.problems { log.error("reload refused", metadata: ["problem": "\(problem)"]) }
            notifier?.send(.ready(status: "reload refused: \(error.problems.count) problems, see the log"))
        }
    }

    private func exchange(for pipelines: [PipelineFile]) async {
        let wanted = Set(pipelines.map(\.path))
        for (path, service) in services where !wanted.contains(path) {
            services[path] = nil
            await service.remove()
            log.notice("removed", metadata: ["spec": "\(path)"])
        }
        for pipeline in pipelines { await put(pipeline) }
    }

    private func put(_ pipeline: PipelineFile) async {
        if let service = services[pipeline.path] {
            guard case .ended(let result) = service.phase else { return change(service, to: pipeline) }
            guard service.pipeline != pipeline else { return }
            worst = max(worst, result)
        }
        let service = PipelineService(pipeline, shared, log: log, changed: changed)
        services[pipeline.path] = service
        await group.addServiceUnlessShutdown(.independent(service))
    }

    private func change(_ service: PipelineService, to pipeline: PipelineFile) {
        do {
            try service.change(to: pipeline)
        } catch {
            log.error("kept as it was", metadata: ["spec": "\(pipeline.path)", "error": "\(error)"])
        }
    }
}

extension ServiceGroupConfiguration.ServiceConfiguration {
    /// Its end, good or bad, is no concern of the others.
    fileprivate static func independent(_ service: PipelineService) -> Self {
        Self(service: service, successTerminationBehavior: .ignore, failureTerminationBehavior: .ignore)
    }
}
