import Foundation

/// A folder that is gone with its last user.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "earshot-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// The path of a file or folder in it.
    func callAsFunction(_ name: String) -> String { URL(filePath: path).appending(path: name).path }

    var contents: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)  // the system clears its folder of temporary files anyway
    }
}
