import Foundation

/// A real web server over a folder, `Tests/Tools/file-server`, in a process of its own. It ends with this object or with the
/// process of the tests, whichever is first.
package final class FileServer {
    /// What a client asked for.
    package struct Request: Decodable, Equatable {
        package let path: String
        /// Whether the client took the server for its proxy.
        package let proxied: Bool
        package let range: String?
        package let ifRange: String?
        package let agent: String?

        private enum CodingKeys: String, CodingKey {
            case path, proxied, range, agent
            case ifRange = "if_range"
        }
    }

    package let port: Int
    private let process = Process()
    private let input = Pipe()
    private let scheme: String
    private let log: URL

    private static let program = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Tests/Tools/file-server").standardizedFileURL

    /// - Parameters:
    ///   - folder: holds the files; its name with `.log` added is the server's log.
    ///   - certificate: PEM file of key and certificate; nil serves `http`.
    package init(_ folder: String, certificate: String? = nil) throws {
        scheme = certificate == nil ? "http" : "https"
        log = URL(filePath: folder + ".\(UUID().uuidString).log")
        try Data().write(to: log)
        process.executableURL = Self.program
        process.arguments = [folder] + (certificate.map { ["--certificate", $0] } ?? [])
        process.standardInput = input
        process.standardOutput = try FileHandle(forWritingTo: log)
        try process.run()
        port = try Self.announcedPort(in: log, of: process)
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: log)  // the folder of temporary files is cleared anyway
    }

    /// Without a last slash.
    package var base: String { "\(scheme)://127.0.0.1:\(port)" }

    package func address(_ path: String) -> String { "\(base)/\(path)" }

    /// What was asked for so far, in order.
    package var requests: [Request] {
        get throws {
            try Self.lines(of: log).dropFirst().map { try JSONDecoder().decode(Request.self, from: Data($0.utf8)) }
        }
    }

    private static func announcedPort(in log: URL, of process: Process) throws -> Int {
        let deadline = ContinuousClock.now + .seconds(30)
        while process.isRunning, ContinuousClock.now < deadline {
            if let line = try lines(of: log).first {
                return try JSONDecoder().decode([String: Int].self, from: Data(line.utf8))["port"] ?? 0
            }
            Thread.sleep(forTimeInterval: 0.01)
        }
        throw FileServerFailure()
    }

    /// Whole lines only.
    private static func lines(of log: URL) throws -> [Substring] {
        let text = try String(contentsOf: log, encoding: .utf8)
        return text[..<(text.lastIndex(of: "\n") ?? text.startIndex)].split(separator: "\n")
    }
}

/// The server did not start; it has said why on standard error.
package struct FileServerFailure: Error {}
