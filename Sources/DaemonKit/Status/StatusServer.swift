import FlyingFox
import FlyingSocks
import Foundation

/// Answers over HTTP how a daemon and its pipelines are: `/health`, `/ready`, `/metrics`.
struct StatusServer: Sendable {
    private let server: HTTPServer
    private let address: StatusAddress

    /// - Parameter status: asked once an answer.
    /// - Throws: `StatusServerError` where the address is none of this machine's kinds.
    init(_ address: StatusAddress, status: @escaping @Sendable () async -> DaemonStatus) async throws {
        self.address = address
        do {
            server =
                address.isIPv6
                ? HTTPServer(address: try .inet6(ip6: address.host, port: address.port), logger: .disabled)
                : HTTPServer(address: try .inet(ip4: address.host, port: address.port), logger: .disabled)
        } catch {
            throw StatusServerError(address: address, cause: "it is no IP address")
        }
        await server.appendRoute("GET,HEAD /health") { _ in Self.health(await status()) }
        await server.appendRoute("GET,HEAD /ready") { _ in Self.readiness(await status()) }
        await server.appendRoute("GET,HEAD /metrics") { _ in Self.metrics(await status()) }
    }

    /// Answers while `body` runs; nothing of `body` begins where the address cannot be listened at.
    func answering<Result: Sendable>(while body: @escaping @Sendable () async throws -> Result) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { tasks in
            tasks.addTask {
                try await serve()
                return nil
            }
            tasks.addTask {
                try await server.waitUntilListening()
                return try await body()
            }
            defer { tasks.cancelAll() }
            while let result = try await tasks.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }

    private func serve() async throws {
        do {
            try await server.run()
        } catch is CancellationError {
            return
        } catch {
            throw StatusServerError(address: address, cause: "\(error)")
        }
    }
}

/// Nobody can be answered at an address.
struct StatusServerError: Error, CustomStringConvertible {
    let address: StatusAddress
    let cause: String

    var description: String {
        "cannot answer at \(address.description): \(cause); choose another address with --listen"
    }
}

extension StatusServer {
    private static func health(_ status: DaemonStatus) -> HTTPResponse {
        guard !status.stuck.isEmpty else { return answer(.ok, "ok\n") }
        return answer(.serviceUnavailable, status.stuck.map { "stuck: \($0)\n" }.joined())
    }

    private static func readiness(_ status: DaemonStatus) -> HTTPResponse {
        status.isReady ? answer(.ok, "ready\n") : answer(.serviceUnavailable, "not ready\n")
    }

    private static func metrics(_ status: DaemonStatus) -> HTTPResponse {
        answer(.ok, MetricsText(status, process: ProcessFigures()).text, type: MetricsText.contentType)
    }

    private static func answer(
        _ code: HTTPStatusCode, _ text: String, type: String = "text/plain; charset=utf-8"
    ) -> HTTPResponse {
        HTTPResponse(
            statusCode: code, headers: [.contentType: type, HTTPHeader("Cache-Control"): "no-store"],
            body: Data(text.utf8))
    }
}
