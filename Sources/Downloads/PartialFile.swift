import Foundation
import Glibc

/// A file on its way: `NAME.part`, and beside it `NAME.part.json`, which says what it is a part of.
///
/// Only one process at a time has it; the lock goes with the process. Use it from one thread.
final class PartialFile {
    /// What the bytes so far belong to.
    struct Origin: Codable, Equatable {
        /// SHA-256 of the address, which may hold credentials.
        var address: String
        /// What the server named this version of the file by.
        var validator: String?
    }

    let path: String
    private(set) var size: Int
    private(set) var origin: Origin?
    private let destination: String
    private let descriptor: Int32

    /// Opens what an earlier download left, or begins anew.
    init(for destination: String) throws(DownloadError) {
        self.destination = destination
        path = destination + Self.suffix
        let folder = URL(filePath: destination).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .file(operation: "create", path: folder, reason: error.localizedDescription)
        }
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .file(operation: "open", path: path, reason: Self.reason) }
        size = 0
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .busy(path: path) }
        size = max(0, Int(lseek(descriptor, 0, SEEK_END)))
        origin = FileManager.default.contents(atPath: sidecar).flatMap {
            // Without a readable note of its origin a part is only good where a digest will tell.
            try? JSONDecoder().decode(Origin.self, from: $0)
        }
    }

    deinit { close(descriptor) }

    static let suffix = ".part"
    private var sidecar: String { path + ".json" }

    /// Forgets every byte.
    func restart() throws(DownloadError) {
        guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
            throw .file(operation: "write", path: path, reason: Self.reason)
        }
        size = 0
    }

    /// Says what the bytes from here on belong to.
    func note(_ origin: Origin) throws(DownloadError) {
        self.origin = origin
        do {
            try JSONEncoder().encode(origin).write(to: URL(filePath: sidecar), options: .atomic)
        } catch {
            throw .file(operation: "write", path: sidecar, reason: error.localizedDescription)
        }
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws(DownloadError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = write(descriptor, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .file(operation: "write", path: path, reason: Self.reason) }
            size += count
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Gives the file its name. It is on the disk then, whole.
    func finish() throws(DownloadError) {
        guard fsync(descriptor) == 0, rename(path, destination) == 0 else {
            throw .file(operation: "write", path: destination, reason: Self.reason)
        }
        unlink(sidecar)
    }

    func remove() {
        unlink(path)
        unlink(sidecar)
    }

    /// Bytes that the file system has room for.
    var free: Int? {
        var figures = statvfs()
        guard fstatvfs(descriptor, &figures) == 0 else { return nil }
        return Int(clamping: UInt64(figures.f_bavail) * UInt64(figures.f_frsize))
    }

    private static var reason: String { String(cString: strerror(errno)) }
}
