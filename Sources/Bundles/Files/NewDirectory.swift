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
        guard !Self.isTaken(url.path) else { throw Self.taken(url.path) }
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

    /// Whether there is anything of that name, be it a link that leads nowhere.
    private static func isTaken(_ path: String) -> Bool {
        var facts = stat()
        return lstat(path, &facts) == 0
    }

    private static func taken(_ path: String) -> BundleError {
        .file(operation: "write", path: path, reason: "it exists; name another place or remove it first")
    }

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

    private func appear() throws(BundleError) {
        do {
            try FileManager.default.moveItem(atPath: staging, toPath: destination)
        } catch {
            guard !Self.isTaken(destination) else { throw Self.taken(destination) }
            throw .file(operation: "create", path: destination, reason: error.localizedDescription)
        }
    }

    /// Fills the directory and puts it in its place; where `body` throws, nothing is left.
    static func create(at destination: String, _ body: (_ staging: String) throws -> Void) throws {
        let directory = try NewDirectory(at: destination)
        do {
            try body(directory.staging)
            try directory.appear()
        } catch {
            try? FileManager.default.removeItem(atPath: directory.staging)  // the first error is the one to report
            throw error
        }
    }
}
