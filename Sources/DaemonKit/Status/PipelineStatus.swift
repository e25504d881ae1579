import Events
import Stages

/// What a daemon says of one of its pipelines.
struct PipelineStatus: Sendable {
    /// The source's name.
    let id: String
    let phase: PipelineState.Phase
    /// Nil before its first line.
    let progress: RunProgress?
}

extension PipelineState.Phase {
    /// Every name a phase can have, in the order of a pipeline's life.
    static let names = ["starting", "running", "resting", "complete", "damaged", "failed"]

    var name: String {
        switch self {
        case .starting: "starting"
        case .running: "running"
        case .resting: "resting"
        case .ended(.complete): "complete"
        case .ended(.damaged): "damaged"
        case .ended(.failed): "failed"
        }
    }
}

/// What a daemon says of itself and its pipelines.
struct DaemonStatus: Sendable {
    /// Every pipeline has begun, and none has been told to end.
    let isReady: Bool
    /// Specs of pipelines that run and do not move, sorted.
    let stuck: [String]
    /// By their names.
    let pipelines: [PipelineStatus]
}
