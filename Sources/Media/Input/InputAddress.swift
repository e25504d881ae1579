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

    /// `/dev/video0` of `v4l2:/dev/video0`.
    static func withoutScheme(_ address: String) -> String {
        guard InputKind.scheme(of: address) != nil, let colon = address.firstIndex(of: ":") else { return address }
        return String(address[address.index(after: colon)...])
    }

    /// Whether a path is a video device.
    static func isCamera(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFCHR else { return false }
        return status.st_rdev >> 8 & 0xfff == videoMajor
    }

    /// The number the kernel gives all video devices.
    private static let videoMajor: dev_t = 81

    /// Whether opening or reading may block in the kernel, where the library cannot be interrupted: pipes and devices.
    static func mayBlock(_ address: String) -> Bool {
        guard address != standardInput else { return true }
        var status = stat()
        guard stat(address, &status) == 0, !isCamera(address) else { return false }
        let type = status.st_mode & S_IFMT
        return type != S_IFREG && type != S_IFDIR
    }
}
