import Events
import Specs
import Stages

/// What keeps a pipeline over files that runs from being started anew by another spec: its outputs would have to be given up.
struct FileJobChange {
    let old: PipelineSpec
    let new: PipelineSpec

    /// - Throws: `FileJobError`, where the new spec could not go on with the outputs.
    func requirePossible() throws(FileJobError) {
        guard !old.source.isLive, !new.source.isLive else { return }
        if let path = sharedEvents {
            let differences = new.jobDifferences(from: old)
            guard differences.isEmpty else { throw FileJobError(output: path, differences: differences) }
        } else if let path = new.outputs.video.path, path == old.outputs.video.path {
            throw FileJobError(output: path, differences: [])
        }
    }

    /// The events, or the archive, both write.
    private var sharedEvents: String? {
        if let folder = new.outputs.archive.folder, folder == old.outputs.archive.folder { return folder }
        guard let path = new.outputs.events.path, path != EventLog.standardOutput else { return nil }
        return path == old.outputs.events.path ? path : nil
    }
}

/// A file is being watched, and what is written of it belongs to the options it was begun with.
struct FileJobError: Error, CustomStringConvertible {
    let output: String
    /// The keys of the spec that changed.
    let differences: [String]

    var description: String {
        let what =
            differences.isEmpty ? "without events to go on by" : "with other \(differences.joined(separator: ", "))"
        return "\(output) was begun \(what); other outputs let the source be watched again"
    }
}
