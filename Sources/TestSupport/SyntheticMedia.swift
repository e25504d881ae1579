package import Foundation

/// Media made by the `ffmpeg` command for a test, in a folder that goes with it.
package final class SyntheticMedia {
    private let folder: URL

    package init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "earshot-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        // A folder that is gone already is what is wanted.
        try? FileManager.default.removeItem(at: folder)
    }

    /// Where a file of this name lies or will lie.
    package func path(_ name: String) -> String { folder.appending(path: name).path }

    /// Runs `ffmpeg` with options that end before the output file; returns the file's path.
    @discardableResult
    package func make(_ name: String, _ options: String...) throws -> String {
        let words = options.flatMap { $0.split(separator: " ").map(String.init) }
        try Self.run(["ffmpeg", "-v", "error", "-nostdin", "-y", "-bitexact"] + words + [path(name)])
        return path(name)
    }

    package static func bytes(of path: String) throws -> Data {
        try Data(contentsOf: URL(filePath: path))
    }

    /// The standard output of a command found in the search path.
    @discardableResult
    package static func run(_ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CommandFailure(arguments: arguments) }
        return data
    }
}

/// A command that a test needs has failed; it has said why on standard error.
package struct CommandFailure: Error {
    package let arguments: [String]
}
