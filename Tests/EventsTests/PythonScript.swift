import Foundation

/// Runs Python where it is there, with the interpreter `EARSHOT_PYTHON` names or `python3`.
enum PythonScript {
    static func canImport(_ modules: String...) -> Bool {
        // Not installed is an answer, not a failure.
        (try? run("-c", "import " + modules.joined(separator: ", "))) != nil
    }

    /// What the script printed.
    static func run(_ arguments: String...) throws -> String {
        let python = ProcessInfo.processInfo.environment["EARSHOT_PYTHON"] ?? "python3"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [python] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let text = String(decoding: data, as: UTF8.self)
        guard process.terminationStatus == 0 else { throw Failure(output: text) }
        return text
    }

    struct Failure: Error {
        let output: String
    }
}
