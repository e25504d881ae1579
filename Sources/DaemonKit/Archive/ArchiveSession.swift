import Specs
import Stages

/// Watches an archive for a person at a terminal.
struct ArchiveSession {
    let spec: PipelineSpec
    let files: ArchiveFiles
    let policy: OutputPolicy
    let isQuiet: Bool
    let models: LoadedModels

    /// - Returns: the exit status: 0 where all files are complete, 3 where some are damaged or failed.
    func run() async throws -> Int32 {
        var status: Int32 = 0
        let queue = try ArchiveQueue(spec, files, policy: policy, say: { if !isQuiet { CommandOutput.note($0) } }) {
            status = try await WatchSession(spec: $0, policy: $1, isQuiet: isQuiet, models: models).run()
            return PipelineResult(exitStatus: status)
        }
        return try await queue.run()?.exitStatus ?? status
    }
}
