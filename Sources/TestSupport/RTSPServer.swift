import Foundation

/// A real RTSP server with a beep-and-flash camera, `Tests/Faults/rtsp-server`, in a process of its own.
///
/// It ends with this object or with the process of the tests, whichever is first. Use it from one thread at a time.
package final class RTSPServer {
    /// Where it listens, on 127.0.0.1; the same after a restart.
    package private(set) var port = 0
    private let options: [String]
    private var process = Process()
    private var commands = Pipe()
    private var answers = Pipe()

    private static let program = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Tests/Faults/rtsp-server").standardizedFileURL

    /// Returns when the camera can be watched.
    ///
    /// - Parameter options: Those of the program, as one would type them.
    package init(_ options: String = "") throws {
        self.options = options.split(separator: " ").map(String.init)
        try start()
    }

    deinit { kill() }

    /// The camera's address.
    ///
    /// - Parameter credentials: `user:password` as it stands in an address.
    package func url(scheme: String = "rtsp", credentials: String? = nil, path: String = "camera") -> String {
        "\(scheme)://\(credentials.map { $0 + "@" } ?? "")127.0.0.1:\(port)/\(path)"
    }

    /// Gives one command of the program and waits until it is obeyed.
    package func tell(_ command: String) throws {
        try commands.fileHandleForWriting.write(contentsOf: Data("\(command)\n".utf8))
        let answer = line()
        guard answer == "ok" else { throw RTSPServerFailure(command: command, answer: answer) }
    }

    /// Stands still as a frozen camera does: connections stay open and nothing comes.
    package func freeze() { send(SIGSTOP) }

    package func thaw() { send(SIGCONT) }

    /// Ends it at once, as a power cut does.
    package func kill() {
        guard process.isRunning else { return }
        send(SIGKILL)
        process.waitUntilExit()
    }

    /// Begins anew on the same port, with the same options.
    package func restart() throws {
        kill()
        try start()
    }

    private func send(_ signal: Int32) { Foundation.kill(process.processIdentifier, signal) }

    private func start() throws {
        process = Process()
        commands = Pipe()
        answers = Pipe()
        process.executableURL = Self.program
        process.arguments = ["--port", "\(port)"] + options
        process.standardInput = commands
        process.standardOutput = answers
        try process.run()
        let ready = line()
        guard let answer = try? JSONDecoder().decode(Ready.self, from: Data(ready.utf8)) else {
            throw RTSPServerFailure(command: "start \(options)", answer: ready)
        }
        port = answer.port
    }

    /// Without its end; empty where the program has ended.
    private func line() -> String {
        var bytes: [UInt8] = []
        while let byte = answers.fileHandleForReading.readData(ofLength: 1).first, byte != UInt8(ascii: "\n") {
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

private struct Ready: Decodable {
    let port: Int
}

/// The server refused a command or did not start; it has said why on standard error.
package struct RTSPServerFailure: Error {
    package let command: String
    package let answer: String
}
