import Foundation

/// How an address as typed is told to the library.
package enum InputAddress {
    static let standardInput = "-"

    /// A path that exists wins over reading its name as a protocol: `holiday: part 2.mp4` is a file.
    static func forLibrary(_ address: String) -> String {
        FileManager.default.fileExists(atPath: address) ? "file:" + address : address
    }

    /// Whether the same bytes come again when it is opened again.
    package static func isRegularFile(_ address: String) -> Bool {
        var status = stat()
        return stat(address, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Whether opening or reading may block in the kernel, where the library cannot be interrupted: pipes and devices.
    static func mayBlock(_ address: String) -> Bool {
        guard address != standardInput else { return true }
        var status = stat()
        guard stat(address, &status) == 0 else { return false }
        let type = status.st_mode & S_IFMT
        return type != S_IFREG && type != S_IFDIR
    }
}
