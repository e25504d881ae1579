import Foundation
import Glibc

/// A file system in memory that holds so little that it is soon full. Mounting takes rights a test may not have.
package final class SmallDisk {
    package let path: String

    /// Whether this process may mount one.
    package static let isAvailable = (try? SmallDisk(kibibytes: 64)) != nil

    package init(kibibytes: Int) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "earshot-disk-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(kibibytes)k") == 0 else {
            let reason = String(cString: strerror(errno))
            try FileManager.default.removeItem(atPath: path)
            throw Refused(reason: reason)
        }
    }

    package struct Refused: Error {
        let reason: String
    }

    deinit {
        umount2(path, Int32(MNT_DETACH))
        rmdir(path)
    }

    package func file(_ name: String) -> String { (path as NSString).appendingPathComponent(name) }

    /// Takes all the room that is left.
    package func fill() throws {
        try Data().write(to: URL(filePath: file("filler")))
        let handle = try FileHandle(forWritingTo: URL(filePath: file("filler")))
        for size in [4_096, 1] {
            // Refused when full: that is what is wanted.
            while (try? handle.write(contentsOf: Data(count: size))) != nil {}
        }
        try handle.close()
    }

    package func makeRoom() throws { try FileManager.default.removeItem(atPath: file("filler")) }

    package func setReadOnly(_ isReadOnly: Bool) -> Bool {
        let flags = UInt(MS_REMOUNT) | (isReadOnly ? UInt(MS_RDONLY) : 0)
        return mount(nil, path, nil, flags, nil) == 0
    }
}
