import Foundation
import TestSupport
import Testing

@testable import Downloads

struct ResumeTests {
    private let weights: Weights

    init() throws {
        weights = try Weights()
    }

    private var partSize: Int { FileManager.default.contents(atPath: weights.part)?.count ?? 0 }

    @Test func `a stopped download goes on where it stopped, and asks for the same version`() throws {
        try weights.downloadHalf(weights.source("slow=2000000"))
        let kept = partSize
        #expect(kept >= 100_000 && kept < 300_000)
        _ = try weights.download(weights.source("slow=2000000"))
        #expect(weights.downloaded == weights.content)
        #expect(weights.files == [Weights.name])
        let requests = try weights.server.requests
        #expect(requests.map(\.range) == [nil, "bytes=\(kept)-"])
        #expect(requests.map(\.ifRange) == [nil, "\"same\""])
    }

    @Test func `a file that changed in between is downloaded anew`() throws {
        let source = weights.source("changing=yes&slow=2000000", isKnown: false)
        try weights.downloadHalf(source)
        _ = try weights.download(source)
        #expect(weights.downloaded == Data([2]) + weights.content.dropFirst())
    }

    @Test func `a server without ranges sends all again`() throws {
        try weights.downloadHalf(weights.source("range=no&slow=2000000"))
        _ = try weights.download(weights.source("range=no&slow=2000000"))
        #expect(weights.downloaded == weights.content)
        #expect(try weights.ranges.count == 2)
    }

    @Test(arguments: ["etag=none", "etag=weak"])
    func `a version nobody names is gone on with only where a digest will tell`(tag: String) throws {
        let unknown = weights.source("\(tag)&slow=2000000", isKnown: false)
        try weights.downloadHalf(unknown)
        try weights.downloadHalf(unknown)
        _ = try weights.download(weights.source("\(tag)&slow=2000000"))
        #expect(weights.downloaded == weights.content)
        let ranges = try weights.ranges
        #expect(ranges.map { $0 == nil } == [true, true, false])
    }

    @Test func `a part from one mirror is gone on with from another`() throws {
        try weights.downloadHalf(weights.source("slow=2000000"))
        _ = try weights.download(weights.source("etag=weak"))
        #expect(weights.downloaded == weights.content)
        let requests = try weights.server.requests
        #expect(requests.last?.range != nil && requests.last?.ifRange == nil)
    }

    @Test func `a part that holds everything already is not asked for again`() throws {
        let source = weights.source("longer=1&times=1")
        var options = Weights.options
        options.tries = 1
        #expect(throws: DownloadError.self) { try weights.download(source, options: options) }
        #expect(partSize == 300_000)
        _ = try weights.download(source)
        #expect(weights.downloaded == weights.content)
    }

    @Test func `a part longer than the file is begun anew`() throws {
        try FileManager.default.createDirectory(
            at: URL(filePath: weights.part).deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(count: 400_000).write(to: URL(filePath: weights.part))
        _ = try weights.download(weights.source())
        #expect(weights.downloaded == weights.content)
    }
}
