import Foundation

/// The built `earshot`, run as its user runs it.
enum Earshot {
    struct Result {
        let status: Int32
        let output: String
        let errors: String
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        .standardizedFileURL

    /// The executable beside the running tests, or `$EARSHOT_BINARY`.
    static let executable: URL = {
        if let path = ProcessInfo.processInfo.environment["EARSHOT_BINARY"] { return URL(filePath: path) }
        return root.appending(path: ".build/debug/earshot")
    }()

    static func sample(_ name: String) -> String {
        root.appending(path: "Samples/\(name)/clip.mp4").path
    }

    /// Starts a command whose output nobody reads.
    static func start(_ arguments: [String], errors: FileHandle = .nullDevice) throws -> Process {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
        return process
    }

    /// Runs a command to its end; one that takes longer than `limit` seconds is killed.
    static func run(
        _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:],
        input: FileHandle? = nil, limit: Double = 600
    ) throws -> Result {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        if let input { process.standardInput = input }
        let output = try folder.emptyFile("output"), errors = try folder.emptyFile("errors")
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        let killing = DispatchWorkItem { kill(process.processIdentifier, SIGKILL) }
        DispatchQueue.global().asyncAfter(deadline: .now() + limit, execute: killing)
        process.waitUntilExit()
        killing.cancel()
        return Result(
            status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
    }
}

/// A folder that goes when the test does.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "earshot-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        // What cannot be removed is the system's to clear.
        try? FileManager.default.removeItem(at: url)
    }

    func path(_ name: String) -> String { url.appending(path: name).path }

    func emptyFile(_ name: String) throws -> URL {
        let file = url.appending(path: name)
        try Data().write(to: file)
        return file
    }
}
