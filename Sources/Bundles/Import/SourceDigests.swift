import Foundation
import Synchronization

/// Hashes the files of an import on a thread of its own while they are copied.
final class SourceDigests: Sendable {
    private typealias Digest = Result<(digest: String, bytes: Int), BundleError>

    private let paths: [String: String]
    private let digests = Mutex<[String: Digest]>([:])
    private let isStopped = Atomic(false)
    private let group = DispatchGroup()

    /// - Parameter paths: the files by what they are given for.
    init(_ paths: [String: String]) {
        self.paths = paths
        DispatchQueue.global(qos: .userInitiated).async(group: group) { self.hash() }
    }

    /// Gives up what is not hashed yet.
    func stop() { isStopped.store(true, ordering: .relaxed) }

    private func hash() {
        for (role, path) in paths {
            let result = Digest { () throws(BundleError) in
                try SHA256.digest(ofFile: path, isStopped: { self.isStopped.load(ordering: .relaxed) })
            }
            digests.withLock { $0[role] = result }
        }
    }

    /// Waits for the end; each file's name, size and SHA-256.
    ///
    /// - Parameter wait: called some times a second meanwhile.
    func provenance(_ wait: () throws -> Void) throws -> [String: JSONValue] {
        while group.wait(timeout: .now() + .milliseconds(100)) == .timedOut { try wait() }
        var provenance: [String: JSONValue] = [:]
        for (role, result) in digests.withLock({ $0 }) {
            let (digest, bytes) = try result.get()
            provenance[role] = .object([
                "file": .string(URL(filePath: paths[role] ?? role).lastPathComponent),
                "sha256": .string(digest), "bytes": .number(Double(bytes)),
            ])
        }
        return provenance
    }
}
