import Events
import Recording
import Specs

/// Whether somebody else writes what a set of pipelines is to write.
struct OutputWriters {
    private let set: PipelineSet

    init(_ set: PipelineSet) {
        self.set = set
    }

    /// - Throws: naming every file of events or video that another process writes.
    func requireNone() throws(PipelineSetError) {
        let problems = set.pipelines.flatMap { pipeline in
            Self.written(by: pipeline.spec.outputs).map { path in
                "\(pipeline.path): another process is writing \(path); is this pipeline running already?"
            }
        }
        guard problems.isEmpty else { throw PipelineSetError(problems: problems) }
    }

    private static func written(by outputs: OutputSpec) -> [String] {
        let events = outputs.events.path.flatMap { EventLog.isBeingWritten($0) ? $0 : nil }
        // A folder that cannot be read is told of when the pipeline starts.
        let recording = outputs.video.path.flatMap { try? RecordingName($0).written() }
        return [events, recording].compactMap(\.self)
    }
}
