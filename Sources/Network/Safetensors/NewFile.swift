import Foundation

/// A file that appears under its name only when it is complete and on the disk.
///
/// Use it from one thread at a time.
package final class NewFile: ByteSink, Sendable {
    private let path: String
    private let temporaryPath: String
    private let descriptor: Int32

    /// Begins the file beside its place, as `path.partial`.
    package init(path: String) throws(CheckpointError) {
        self.path = path
        temporaryPath = path + ".partial"
        descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Self.failure("create", temporaryPath) }
    }

    deinit { close(descriptor) }

    package func write(_ bytes: UnsafeRawBufferPointer) throws(CheckpointError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure("write", temporaryPath) }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    package func finish() throws(CheckpointError) {
        guard fsync(descriptor) == 0, rename(temporaryPath, path) == 0 else { throw Self.failure("finish", path) }
    }

    private static func failure(_ operation: String, _ path: String) -> CheckpointError {
        CheckpointError(
            source: path, problem: .unwritable(reason: "\(operation): \(String(cString: strerror(errno)))"))
    }
}
