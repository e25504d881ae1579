import Events
import Specs

/// Whether somebody else writes what a set of pipelines is to write.
struct OutputWriters {
    private let set: PipelineSet

    init(_ set: PipelineSet) {
        self.set = set
    }

    /// - Throws: naming every event file that another process writes.
    func requireNone() throws(PipelineSetError) {
        let problems = set.pipelines.compactMap { pipeline in
            pipeline.spec.outputs.events.path.flatMap { path in
                EventLog.isBeingWritten(path)
                    ? "\(pipeline.path): another process is writing \(path); is this pipeline running already?" : nil
            }
        }
        guard problems.isEmpty else { throw PipelineSetError(problems: problems) }
    }
}
