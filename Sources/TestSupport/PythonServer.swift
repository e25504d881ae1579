import Foundation

/// A server of a few lines of Python, which says its port when it listens and ends with its owner.
package final class PythonServer {
    package let port: Int
    private let process = Process()

    private init(_ program: String, _ argument: String) throws {
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-c", program, argument]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        port = Int(line.prefix { $0.isNumber }) ?? 0
    }

    deinit {
        // A process that a thread of an executor starts has its other signals blocked.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Sends a file to everybody who connects.
    package static func tcp(file: String) throws -> PythonServer {
        try PythonServer(
            """
            import socketserver, sys
            class Sender(socketserver.BaseRequestHandler):
                def handle(self): self.request.sendall(open(sys.argv[1], "rb").read())
            server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Sender)
            print(server.server_address[1], flush=True)
            server.serve_forever()
            """, file)
    }

    /// Sends everybody who asks over HTTP to another address.
    package static func redirect(to address: String) throws -> PythonServer {
        try PythonServer(
            """
            import http.server, sys
            class Redirect(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(302)
                    self.send_header("Location", sys.argv[1])
                    self.end_headers()
                def log_message(self, *_): pass
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Redirect)
            print(server.server_address[1], flush=True)
            server.serve_forever()
            """, address)
    }

    /// Takes questions for names and answers none.
    package static func silentResolver() throws -> PythonServer {
        try PythonServer(
            """
            import socket, sys, time
            server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            while server.getsockname()[1] == 0:
                try: server.bind((sys.argv[1], 53))
                except OSError: time.sleep(0.1)
            print(53, flush=True)
            time.sleep(600)
            """, resolverAddress)
    }

    /// Where the silent resolver is asked.
    package static let resolverAddress = "127.0.0.77"
}
