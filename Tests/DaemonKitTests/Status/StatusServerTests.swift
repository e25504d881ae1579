import Foundation
import FoundationNetworking
import TestSupport
import Testing

@testable import DaemonKit

@Suite struct StatusServerTests {
    private func answer(_ path: String, _ status: DaemonStatus) async throws -> (code: Int?, text: String) {
        let address = try #require(StatusAddress(argument: "\(FreePort.next())"))
        return try await StatusServer(address) { status }.answering {
            let url = try #require(URL(string: "http://\(address.description)\(path)"))
            let (data, response) = try await URLSession.shared.data(from: url)
            return ((response as? HTTPURLResponse)?.statusCode, String(decoding: data, as: UTF8.self))
        }
    }

    @Test func `a daemon whose pipelines move is in health`() async throws {
        let answer = try await answer("/health", DaemonStatus(isReady: false, stuck: [], pipelines: []))
        #expect(answer.code == 200 && answer.text == "ok\n")
    }

    @Test func `a daemon with a stuck pipeline is not, and names it`() async throws {
        let answer = try await answer("/health", DaemonStatus(isReady: true, stuck: ["yard.yaml"], pipelines: []))
        #expect(answer.code == 503 && answer.text == "stuck: yard.yaml\n")
    }

    @Test(arguments: [(true, 200), (false, 503)])
    func `readiness is that of the daemon`(isReady: Bool, code: Int) async throws {
        #expect(try await answer("/ready", DaemonStatus(isReady: isReady, stuck: [], pipelines: [])).code == code)
    }

    @Test func `metrics are answered, anything else is not found`() async throws {
        let status = DaemonStatus(isReady: true, stuck: [], pipelines: [])
        let metrics = try await answer("/metrics", status)
        #expect(metrics.code == 200 && metrics.text.contains("\nprocess_open_fds "))
        #expect(try await answer("/", status).code == 404)
    }

    @Test func `where the address is taken nothing begins`() async throws {
        let address = try #require(StatusAddress(argument: "\(FreePort.next())"))
        let status = DaemonStatus(isReady: true, stuck: [], pipelines: [])
        try await StatusServer(address) { status }.answering {
            let error = await #expect(throws: StatusServerError.self) {
                try await StatusServer(address) { status }.answering { Issue.record("it began") }
            }
            let text = try #require(error).description
            #expect(text.contains("Address already in use"))
        }
    }
}
