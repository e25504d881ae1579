import Events
import Specs
import Stages

extension WatchJob {
    /// Opens source and outputs; where the spec names no output, labels print readably.
    func prepared(
        _ spec: PipelineSpec, _ policy: OutputPolicy, report: @escaping @Sendable (RunProgress) -> Void
    ) throws -> WatchRun {
        if let path = spec.outputs.events.path {
            return try prepared(
                destination: { try EventLog.opened(path, spec, policy, continuing: $0) }, report: report)
        }
        if spec.outputs.video.path == nil {
            return try prepared(destination: { _ in PrintedEvents(sourceID: spec.sourceID) }, report: report)
        }
        return try prepared(destination: { _ in NoEvents() }, report: report)
    }
}

extension EventLog {
    fileprivate static func opened(
        _ path: String, _ spec: PipelineSpec, _ policy: OutputPolicy, continuing recovery: LogRecovery?
    ) throws -> EventLog {
        if let recovery { return try EventLog.resume(recovery) }
        return try EventLog.create(path, sourceID: spec.sourceID, overwriting: policy != .refuse)
    }
}
