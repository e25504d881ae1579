import Dispatch
import Foundation
import Pipeline
import Specs
import Stages

/// What the pipelines of a process share: models, and turns on the cores.
struct SharedResources: Sendable {
    /// Two, so that one step computes while another waits for memory or ends its last rows.
    private static let stepsAtOnce = 2

    private let models: LoadedModels
    private let turns = Turns(atOnce: Self.stepsAtOnce)

    init(models: LoadedModels) {
        self.models = models
    }

    /// Opens source and outputs, going on where an earlier run stopped, on a thread that may be blocked.
    func prepared(
        _ spec: PipelineSpec, report: @escaping @Sendable (RunProgress) -> Void,
        complain: @escaping @Sendable (String) -> Void
    ) async throws -> WatchRun {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try prepare(spec, report, complain) })
            }
        }
    }

    private func prepare(
        _ spec: PipelineSpec, _ report: @escaping @Sendable (RunProgress) -> Void,
        _ complain: @escaping @Sendable (String) -> Void
    ) throws -> WatchRun {
        let policy = OutputPolicy(continuing: spec)
        return try WatchJob(spec, policy: policy, models: models, turns: turns, complain: complain)
            .prepared(spec, policy, report: report, complain: complain)
    }
}

extension OutputPolicy {
    /// Events that are there are gone on with; a video without events is never touched.
    fileprivate init(continuing spec: PipelineSpec) {
        let attributes = spec.outputs.events.path.flatMap { path in
            // What cannot be looked at does not exist, or opening it will say why.
            try? FileManager.default.attributesOfItem(atPath: path)
        }
        self = attributes?[.type] as? FileAttributeType == .typeRegular ? .resume : .refuse
    }
}
