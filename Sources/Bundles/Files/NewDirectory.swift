import Foundation

/// A directory that appears under its name only when it is complete: it is filled beside its place and renamed there.
///
/// What a process that was killed left beside the place is removed by the next one.
struct NewDirectory {
    /// Where its files are written to until it is complete.
    let staging: String
    private let destination: String

    /// - Throws: `BundleError` where something is at `destination` already or nothing can be written beside it.
    init(at destination: String) throws(BundleError) {
        let url = URL(filePath: destination).standardizedFileURL
        self.destination = url.path
        guard !FileManager.default.fileExists(atPath: url.path) else {
            throw .file(operation: "write", path: url.path, reason: "it exists; name another place or remove it first")
        }
        let parent = url.deletingLastPathComponent()
        let prefix = ".\(url.lastPathComponent)."
        Self.removeAbandoned(in: parent, prefix: prefix)
        staging = parent.appending(path: "\(prefix)\(getpid())\(Self.suffix)").path
        do {
            try FileManager.default.createDirectory(atPath: staging, withIntermediateDirectories: true)
        } catch {
            throw .file(operation: "create", path: staging, reason: error.localizedDescription)
        }
    }

    private static let suffix = ".partial"

    /// Removes the directories of processes that are no more; their names hold the process.
    private static func removeAbandoned(in parent: URL, prefix: String) {
        // A parent that cannot be listed is reported when the directory is created in it.
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? [] {
            guard name.hasPrefix(prefix), name.hasSuffix(suffix),
                let owner = pid_t(name.dropFirst(prefix.count).dropLast(suffix.count)),
                kill(owner, 0) != 0, errno == ESRCH
            else { continue }
            try? FileManager.default.removeItem(at: parent.appending(path: name))  // it is only in the way of space
        }
    }

    /// Fills the directory and puts it in its place; where `body` throws, nothing is left.
    static func create(at destination: String, _ body: (_ staging: String) throws -> Void) throws {
        let directory = try NewDirectory(at: destination)
        do {
            try body(directory.staging)
            try FileManager.default.moveItem(atPath: directory.staging, toPath: directory.destination)
        } catch {
            try? FileManager.default.removeItem(atPath: directory.staging)  // the first error is the one to report
            throw error
        }
    }
}
