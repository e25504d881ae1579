import Foundation

/// A file mapped into memory for reading, unmapped with its last user.
///
/// `@unchecked Sendable`: the bytes are never written. The file must not be shortened while it is in use.
final class MappedFile: @unchecked Sendable {
    let bytes: UnsafeRawBufferPointer

    init(path: String) throws(CheckpointError) {
        func fail(_ operation: String) -> CheckpointError {
            CheckpointError(
                source: path, problem: .unreadable(reason: "\(operation): \(String(cString: strerror(errno)))"))
        }
        // Opening a named pipe would otherwise wait for a writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw fail("open") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw fail("stat") }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw CheckpointError(source: path, problem: .unreadable(reason: "not a regular file"))
        }
        guard status.st_size > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        let address = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0)
        guard let address, address != MAP_FAILED else { throw fail("mmap") }
        bytes = UnsafeRawBufferPointer(start: address, count: Int(status.st_size))
    }

    /// Lets the system take back the memory of a range; reading it again reads the file again.
    func release(_ range: Range<Int>) {
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        let first = (range.lowerBound + page - 1) / page * page
        let length = range.upperBound / page * page - first
        guard let address = bytes.baseAddress, length > 0 else { return }
        // Advice that is not taken costs memory, nothing else.
        _ = madvise(UnsafeMutableRawPointer(mutating: address + first), length, MADV_DONTNEED)
    }

    deinit {
        if let address = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: address), bytes.count) }
    }
}
