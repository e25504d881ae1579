import Foundation
import Media
import Recording
import Specs
import Stages

/// Watches the files of a folder or pattern one after the other; none of them can end the others.
///
/// What is done is in a journal beside the outputs: a run that goes on skips it, takes up the file it was interrupted in
/// where that stops, and tries again what failed.
struct ArchiveQueue {
    /// What holds for every file: model, words, the folder of the outputs.
    let spec: PipelineSpec
    let files: ArchiveFiles
    let folder: String
    let policy: OutputPolicy
    /// Watches one file to its end; nil where it was stopped before.
    let watch: (PipelineSpec, OutputPolicy) async throws -> PipelineResult?
    /// Is told how far the queue has come.
    let say: (String) -> Void

    /// - Parameter watch: called for one file after the other.
    /// - Throws: where the archive is refused as a whole.
    init(
        _ spec: PipelineSpec, _ files: ArchiveFiles, policy: OutputPolicy, say: @escaping (String) -> Void,
        watch: @escaping (PipelineSpec, OutputPolicy) async throws -> PipelineResult?
    ) throws {
        guard !files.entries.isEmpty else { throw ArchiveError.noFiles(source: spec.source.url) }
        guard let folder = spec.outputs.archive.folder else { throw ArchiveError.noFolder(source: spec.source.url) }
        self.spec = spec
        self.files = files
        self.folder = folder
        self.policy = policy
        self.say = say
        self.watch = watch
        try requireSeparateOutputs()
    }

    /// - Returns: the worst of its files, failures counting as damage of the whole; nil where it was stopped.
    func run() async throws -> PipelineResult? {
        let journal = try ArchiveJournal(in: folder, policy: policy)
        for (index, entry) in files.entries.enumerated() {
            guard let file = identity(of: entry), !isDone(file, in: journal) else { continue }
            say("\(index + 1) of \(files.entries.count)  \(entry.path)")
            guard let outcome = try await outcome(of: entry) else { return nil }
            try journal.add(file.with(outcome.0, outcome.message))
        }
        return summary(journal)
    }

    private func requireSeparateOutputs() throws {
        let prefix = URL(filePath: folder).standardizedFileURL.path + "/"
        if files.entries.contains(where: { URL(filePath: $0.path).standardizedFileURL.path.hasPrefix(prefix) }) {
            throw ArchiveError.outputsAmongSources(folder: folder)
        }
    }

    private func isDone(_ file: ArchiveJournal.Record, in journal: ArchiveJournal) -> Bool {
        guard let record = journal.records[file.file], record.isOf(file) else { return false }
        return record.outcome != .failed
    }

    /// nil where it was stopped.
    private func outcome(
        of entry: ArchiveFiles.Entry
    ) async throws -> (ArchiveJournal.Record.Outcome, message: String?)? {
        let spec = try spec(for: entry)
        do {
            return try await watch(spec, policy(for: spec)).map { (ArchiveJournal.Record.Outcome($0), nil) }
        } catch WatchError.alreadyComplete {
            return (.complete, nil)
        } catch {
            let message = Secrets.shared.removed(from: "\(error)")
            say("\(entry.path): \(message)")
            return (.failed, message)
        }
    }

    private func spec(for entry: ArchiveFiles.Entry) throws -> PipelineSpec {
        var own = spec
        own.source.url = entry.path
        own.source.id = spec.source.id.map { "\($0)/\(entry.name)" } ?? entry.name
        own.outputs.archive = ArchiveSpec()
        own.outputs.events.path = try output(entry.name + ".jsonl")
        if spec.outputs.archive.writesVideo {
            own.outputs.video.path = RecordingName.pattern(ofFile: try output(entry.name + ".mp4"))
        }
        return own
    }

    private func output(_ name: String) throws -> String {
        let url = URL(filePath: folder).appending(path: name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        return url.relativePath
    }

    /// A file that was begun goes on where its events say; one whose events were never made begins anew.
    private func policy(for spec: PipelineSpec) -> OutputPolicy {
        guard policy == .resume, let events = spec.outputs.events.path else { return policy }
        return FileManager.default.fileExists(atPath: events) ? .resume : .overwrite
    }

    /// nil where the file has gone since it was listed.
    private func identity(of entry: ArchiveFiles.Entry) -> ArchiveJournal.Record? {
        var status = stat()
        guard stat(entry.path, &status) == 0 else { return nil }
        let modified = Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
        return ArchiveJournal.Record(
            file: entry.path, bytes: Int(status.st_size), modified: modified, outcome: .failed, message: nil)
    }

    private func summary(_ journal: ArchiveJournal) -> PipelineResult {
        let outcomes = files.entries.map { journal.records[$0.path]?.outcome ?? .failed }
        let count = { outcome in outcomes.count { $0 == outcome } }
        say(
            "\(files.entries.count) files: \(count(.complete)) complete, \(count(.damaged)) damaged, "
                + "\(count(.failed)) failed")
        return count(.complete) == files.entries.count ? .complete : .damaged
    }
}

extension ArchiveJournal.Record {
    fileprivate func with(_ outcome: Outcome, _ message: String? = nil) -> Self {
        Self(file: file, bytes: bytes, modified: modified, outcome: outcome, message: message)
    }
}

extension ArchiveJournal.Record.Outcome {
    fileprivate init(_ result: PipelineResult) {
        switch result {
        case .complete: self = .complete
        case .damaged: self = .damaged
        case .failed: self = .failed
        }
    }
}
