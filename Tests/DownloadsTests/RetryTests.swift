import Foundation
import TestSupport
import Testing

@testable import Downloads

struct RetryTests {
    private let weights: Weights

    init() throws {
        weights = try Weights()
    }

    @Test func `a connection that breaks is tried again from where it broke`() throws {
        var tries: [Duration] = []
        _ = try weights.download(
            weights.source("cut=70000"), monitor: .init(retry: { _, delay in tries.append(delay) }))
        #expect(weights.downloaded == weights.content)
        #expect(try weights.ranges == [nil] + [70_000, 140_000, 210_000, 280_000].map { "bytes=\($0)-" })
        // Bytes came every time, so no wait was longer than the first.
        #expect(tries == Array(repeating: .milliseconds(1), count: 4))
    }

    @Test func `a connection on which nothing comes is given up in time and tried again`() throws {
        let start = ContinuousClock.now
        var reasons: [DownloadError] = []
        let source = weights.source("stall=100000&times=1")
        _ = try weights.download(source, monitor: .init(retry: { error, _ in reasons.append(error) }))
        #expect(weights.downloaded == weights.content)
        #expect(reasons == [.connection(address: weights.address(), reason: "nothing came for 1 s")])
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test func `slow is not stalled`() throws {
        _ = try weights.download(weights.source("slow=100000"))
        #expect(weights.downloaded == weights.content)
        #expect(try weights.server.requests.count == 1)
    }

    @Test(arguments: [503, 429, 500])
    func `a server in trouble is tried again, each time after twice as long`(status: Int) throws {
        var delays: [Duration] = []
        _ = try weights.download(
            weights.source("status=\(status)&times=3"), monitor: .init(retry: { _, delay in delays.append(delay) }))
        #expect(weights.downloaded == weights.content)
        #expect(delays == [.milliseconds(1), .milliseconds(2), .milliseconds(4)])
    }

    @Test func `a server that wants to be left alone is, within limits`() throws {
        var options = Weights.options
        options.longestDelay = .milliseconds(20)
        var delays: [Duration] = []
        _ = try weights.download(
            weights.source("status=503&times=1&retry=3600"), options: options,
            monitor: .init(retry: { _, delay in delays.append(delay) }))
        #expect(delays == [.milliseconds(20)])
    }

    @Test func `a server that never answers well is given up`() throws {
        #expect(throws: DownloadError.status(503, address: weights.address(), retryAfter: nil)) {
            try weights.download(weights.source("status=503"))
        }
        #expect(try weights.server.requests.count == 5)
    }

    @Test func `a server without ranges whose connection always breaks at the same place is given up`() throws {
        #expect(throws: DownloadError.self) { try weights.download(weights.source("cut=70000&range=no")) }
        #expect(try weights.server.requests.count == 5)
    }

    @Test func `a file cut short is not taken for whole`() throws {
        var options = Weights.options
        options.tries = 2
        let error = #expect(throws: DownloadError.self) {
            try weights.download(weights.source("longer=1000", isKnown: false), options: options)
        }
        guard case .connection = try #require(error) else { Issue.record("\(String(describing: error))"); return }
        #expect(weights.downloaded == nil && weights.files.contains("\(Weights.name).part"))
    }

    @Test func `a server that is not there is tried again, then named`() throws {
        let source = DownloadSource(address: "http://127.0.0.1:1/x", fileName: "x", digest: nil)
        var tries = 0
        let error = #expect(throws: DownloadError.self) {
            try weights.download(source, monitor: .init(retry: { _, _ in tries += 1 }))
        }
        #expect(tries == 4)
        #expect("\(try #require(error))".contains("http://127.0.0.1:1/x"))
    }
}
