import Glibc

/// Keeps a recording to one writer, be one of its files open or not.
///
/// What is locked is one byte of the folder, which no folder has: its number stands for the recording's name. So nothing
/// is left behind, the system gives the lock up with its owner however that ends, other recordings in the folder are free,
/// and a folder that cannot be written is held as well. A folder admits shared locks only, so whoever has one looks for
/// others' afterwards: of two that begin in the same instant both may be refused.
package final class RecordingHold: Sendable {
    package let name: RecordingName
    private let folder: Int32

    /// - Throws: `RecordingError.inUse` where somebody has it, this process included.
    package init(_ name: RecordingName) throws(RecordingError) {
        self.name = name
        folder = open(name.place, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw .noFolder(path: name.pattern, folder: name.place, reason: Self.reason) }
        var lock = Self.lock(on: name, F_RDLCK)
        guard fcntl(folder, Self.set, &lock) == 0 else { throw .unlockable(path: name.pattern, reason: Self.reason) }
        guard !Self.isHeldByOthers(name, folder) else { throw .inUse(path: name.pattern) }
    }

    deinit {
        if folder >= 0 { close(folder) }
    }

    /// Whether somebody has it, this process included.
    static func isHeld(_ name: RecordingName) -> Bool {
        let folder = open(name.place, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        // Where there is no folder, holding it will say why.
        guard folder >= 0 else { return false }
        defer { close(folder) }
        return isHeldByOthers(name, folder)
    }
}

extension RecordingHold {
    // Linux's F_OFD_GETLK and F_OFD_SETLK, which are not among what Swift imports: locks of the descriptor, not the process.
    private static let get: Int32 = 36
    private static let set: Int32 = 37

    private static var reason: String { String(cString: strerror(errno)) }

    private static func isHeldByOthers(_ name: RecordingName, _ folder: Int32) -> Bool {
        var lock = lock(on: name, F_WRLCK)
        return fcntl(folder, get, &lock) == 0 && Int32(lock.l_type) != F_UNLCK
    }

    private static func lock(on name: RecordingName, _ kind: Int32) -> flock {
        flock(l_type: Int16(kind), l_whence: Int16(SEEK_SET), l_start: byte(of: name.fileName), l_len: 1, l_pid: 0)
    }

    /// FNV-1a of the name, in the range of file offsets.
    private static func byte(of name: String) -> Int {
        let hash = name.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return Int(hash >> 2)
    }
}
