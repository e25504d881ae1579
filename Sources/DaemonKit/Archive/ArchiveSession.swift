import Foundation
import Specs
import Stages

/// Watches the files of a folder or pattern one after the other; none of them can end the others.
///
/// What is done is in a journal beside the outputs: a run that goes on skips it, takes up the file it was interrupted in
/// where that stops, and tries again what failed.
struct ArchiveSession {
    /// What holds for every file; it names neither source nor outputs.
    let spec: PipelineSpec
    let files: ArchiveFiles
    /// Where the outputs of all files go.
    let folder: String
    let writesVideo: Bool
    let policy: OutputPolicy
    let isQuiet: Bool

    /// - Returns: the exit status: 0 where all files are complete, 3 where some are damaged or failed.
    func run() async throws -> Int32 {
        guard !files.entries.isEmpty else { throw ArchiveError.noFiles(source: spec.source.url) }
        try requireSeparateOutputs()
        let journal = try ArchiveJournal(in: folder, policy: policy)
        for (index, entry) in files.entries.enumerated() {
            guard let file = identity(of: entry), !isDone(file, in: journal) else { continue }
            say("\(index + 1) of \(files.entries.count)  \(entry.path)")
            if let interrupted = try await watch(entry, file, journal) { return interrupted }
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

    /// - Returns: the status of a run that a signal ended.
    private func watch(
        _ entry: ArchiveFiles.Entry, _ file: ArchiveJournal.Record, _ journal: ArchiveJournal
    ) async throws -> Int32? {
        let spec = try spec(for: entry)
        do {
            let status = try await WatchSession(spec: spec, policy: policy(for: spec), isQuiet: isQuiet).run()
            if status > 128 { return status }
            let outcome: ArchiveJournal.Record.Outcome = status == 0 ? .complete : status == 3 ? .damaged : .failed
            try journal.add(file.with(outcome))
        } catch WatchError.alreadyComplete {
            try journal.add(file.with(.complete))
        } catch {
            CommandOutput.error("\(entry.path): \(error)")
            try journal.add(file.with(.failed, "\(error)"))
        }
        return nil
    }

    private func spec(for entry: ArchiveFiles.Entry) throws -> PipelineSpec {
        var own = spec
        own.source.url = entry.path
        own.source.id = entry.name
        own.outputs.events.path = try output(entry.name + ".jsonl")
        if writesVideo { own.outputs.video.path = try output(entry.name + ".mp4") }
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

    private func summary(_ journal: ArchiveJournal) -> Int32 {
        let outcomes = files.entries.map { journal.records[$0.path]?.outcome ?? .failed }
        let count = { outcome in outcomes.count { $0 == outcome } }
        say(
            "\(files.entries.count) files: \(count(.complete)) complete, \(count(.damaged)) damaged, "
                + "\(count(.failed)) failed")
        return count(.complete) == files.entries.count ? 0 : 3
    }

    private func say(_ text: String) {
        if !isQuiet { CommandOutput.note(text) }
    }
}

extension ArchiveJournal.Record {
    fileprivate func with(_ outcome: Outcome, _ message: String? = nil) -> Self {
        Self(file: file, bytes: bytes, modified: modified, outcome: outcome, message: message)
    }
}
