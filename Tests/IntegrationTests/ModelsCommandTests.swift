import Foundation
import Testing

/// `earshot models` as a user types it.
struct ModelsCommandTests {
    private struct Outcome {
        let status: Int32
        let output: String
        let errors: String
    }

    private func earshot(_ arguments: String...) throws -> Outcome {
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "earshot")
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let printed = try output.fileHandleForReading.readToEnd() ?? Data()
        let complained = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: String(decoding: printed, as: UTF8.self),
            errors: String(decoding: complained, as: UTF8.self))
    }

    @Test func `the shipped model is listed, shown and whole`() throws {
        #expect(try earshot("models", "list").output.contains("sandbox"))
        let shown = try earshot("models", "show")
        #expect(shown.status == 0 && shown.output.contains("sandbox@sha256:"))
        let verified = try earshot("models", "verify", "sandbox")
        #expect(verified.status == 0 && verified.output.hasPrefix("sandbox: whole"))
    }

    @Test func `a model that is not there ends with 1 and says where it was looked for`() throws {
        let outcome = try earshot("models", "show", "absent")
        #expect(outcome.status == 1)
        #expect(outcome.errors.hasPrefix("earshot: error: no model named \"absent\""))
    }

    @Test func `a wrong command line ends with 2 and shows the usage`() throws {
        let outcome = try earshot("models", "import", "--as", "x")
        #expect(outcome.status == 2)
        #expect(outcome.errors.hasPrefix("earshot: error: ") && outcome.errors.contains("Usage: earshot models import"))
    }

    @Test func `an import of something else leaves nothing behind`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "earshot-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // the system clears its temporary files anyway
        let file = folder.appending(path: "weights.safetensors")
        try Data("not safetensors".utf8).write(to: file)
        let outcome = try earshot(
            "models", "import", "--ovavss", file.path, "--merges", file.path, "--as", "x", "-o",
            folder.appending(path: "x").path)
        #expect(outcome.status == 1 && outcome.errors.contains(file.path))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["weights.safetensors"])
    }
}
