import Events
import Foundation
import Specs
import Stages

extension WatchJob {
    /// Opens source and outputs; where the spec names no output, labels print readably.
    func prepared(
        _ spec: PipelineSpec, _ policy: OutputPolicy, report: @escaping @Sendable (RunProgress) -> Void,
        complain: @escaping @Sendable (String) -> Void
    ) throws -> WatchRun {
        if let path = spec.outputs.events.path {
            let log = { @Sendable recovery in
                try RotatingLog(path, spec, policy, continuing: recovery, complain: complain)
            }
            guard spec.source.isLive else { return try prepared(destination: log, report: report) }
            return try prepared(
                destination: { recovery in try PatientDestination { try log(recovery) } }, report: report)
        }
        if spec.outputs.video.path == nil {
            return try prepared(destination: { _ in PrintedEvents(sourceID: spec.sourceID) }, report: report)
        }
        return try prepared(destination: { _ in NoEvents() }, report: report)
    }
}

extension RotatingLog {
    fileprivate init(
        _ path: String, _ spec: PipelineSpec, _ policy: OutputPolicy, continuing recovery: LogRecovery?,
        complain: @escaping @Sendable (String) -> Void
    ) throws {
        let folder = OutputFolder(spec.outputs)
        try self.init(
            path, sourceID: spec.sourceID, rule: RotationRule(spec.outputs.events), continuing: recovery,
            overwriting: policy != .refuse, waitsForReader: !spec.source.isLive
        ) { rotation in
            switch rotation {
            case .success: folder.tidyEvents(now: Date()).forEach(complain)
            case .failure(let error): complain("the events go on in one file: \(error)")
            }
        }
    }
}
