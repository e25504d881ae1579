import Glibc

/// An open file, closed with its owner. Every call goes on where a signal interrupted it.
struct FileDescriptor: ~Copyable {
    private let number: Int32
    let path: String
    private let closes: Bool

    /// - Parameter name: what errors call the file; its path where left out.
    init(open path: String, _ flags: Int32, shownAs name: String? = nil) throws(EventError) {
        number = try Self.retrying("open", name ?? path) { Glibc.open(path, flags | O_CLOEXEC, 0o644) }
        self.path = name ?? path
        closes = true
    }

    /// Borrows the standard output or input, which stay open.
    init(standard number: Int32) {
        self.number = number
        path = number == STDIN_FILENO ? "standard input" : "standard output"
        closes = false
    }

    private init(owning number: Int32, _ path: String) {
        self.number = number
        self.path = path
        closes = true
    }

    deinit {
        if closes { Glibc.close(number) }
    }

    /// Whether it is a pipe, whose writers wait for its reader.
    var isPipe: Bool {
        var status = stat()
        return fstat(number, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
    }

    /// The pipe once more, with writes that never wait; those of others who hold it go on as they did.
    func withoutWaiting() throws(EventError) -> FileDescriptor {
        let again = "/proc/self/fd/\(number)"
        let opened = try Self.retrying("open", path) { Glibc.open(again, O_WRONLY | O_NONBLOCK | O_CLOEXEC) }
        return FileDescriptor(owning: opened, path)
    }

    /// Size in bytes, and whether the file is one whose end can be cut.
    func status() throws(EventError) -> (size: Int64, isRegular: Bool, identity: FileIdentity) {
        var status = stat()
        try Self.retrying("examine", path) { fstat(number, &status) }
        let identity = FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
        return (Int64(status.st_size), status.st_mode & S_IFMT == S_IFREG, identity)
    }

    /// Holds the file against other writers until it is closed.
    func lock() throws(EventError) {
        do {
            try Self.retrying("lock", path) { flock(number, LOCK_EX | LOCK_NB) }
        } catch {
            guard case .system(_, _, EWOULDBLOCK, _) = error else { throw error }
            throw .locked(path: path)
        }
    }

    func truncate(to size: Int64) throws(EventError) {
        try Self.retrying("truncate", path) { ftruncate(number, off_t(size)) }
    }

    /// Waits until what was written is on the disk.
    func synchronize() throws(EventError) {
        try Self.retrying("synchronize", path) { fsync(number) }
    }

    func seek(to offset: Int64) throws(EventError) {
        try Self.retrying("seek in", path) { lseek(number, off_t(offset), SEEK_SET) < 0 ? -1 : 0 }
    }

    /// Writes all bytes, in one call unless the system takes fewer.
    func write(_ bytes: [UInt8]) throws(EventError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = try Self.retrying("write", path) { Int32(clamping: Glibc.write(number, rest, rest.count)) }
            rest.removeFirst(Int(count))
        }
    }

    /// Writes as many bytes as a pipe that never waits has room for.
    ///
    /// - Returns: how many.
    func writeWhatFits(_ bytes: [UInt8]) throws(EventError) -> Int {
        guard !bytes.isEmpty else { return 0 }
        do {
            return Int(try Self.retrying("write", path) { Int32(clamping: Glibc.write(number, bytes, bytes.count)) })
        } catch {
            guard case .system(_, _, EAGAIN, _) = error else { throw error }
            return 0
        }
    }

    /// Up to `count` bytes; none at the end of the file.
    func read(upTo count: Int) throws(EventError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let filled = try Self.retrying("read", path) { Int32(clamping: Glibc.read(number, &bytes, count)) }
        bytes.removeSubrange(Int(filled)...)
        return bytes
    }

    /// Gives a file another name, which must be free.
    static func rename(_ path: String, to new: String) throws(EventError) {
        try retrying("rename to \(new)", path) { Glibc.rename(path, new) }
    }

    /// Removes a file that nobody needs, if it is there and can be removed.
    static func discard(_ path: String) { unlink(path) }

    @discardableResult
    private static func retrying(_ operation: String, _ path: String, _ call: () -> Int32) throws(EventError) -> Int32 {
        while true {
            let result = call()
            guard result < 0 else { return result }
            let code = errno
            guard code != EINTR else { continue }
            throw .system(operation: operation, path: path, code: code, reason: String(cString: strerror(code)))
        }
    }
}

/// Tells one file from another, whatever they are called.
struct FileIdentity: Equatable {
    let device: UInt64
    let inode: UInt64
}
