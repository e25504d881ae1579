import Foundation
import TestSupport
import Testing

@testable import Downloads

struct DownloadTests {
    private let weights: Weights

    init() throws {
        weights = try Weights()
    }

    @Test func `a file arrives whole, verified and alone`() throws {
        var shares: [Int] = []
        let report = try weights.download(
            weights.source(), monitor: .init(progress: { bytes, total in shares.append(bytes * 100 / (total ?? 1)) }))
        #expect(weights.downloaded == weights.content)
        #expect(weights.files == [Weights.name])
        #expect(
            report
                == .init(
                    path: weights.destination, bytes: 300_000, digest: weights.digest, isVerified: true, wasThere: false
                ))
        #expect(shares.first == 0 && shares.last == 100 && shares == shares.sorted())
    }

    @Test func `a file that is there is compared, not downloaded again`() throws {
        _ = try weights.download(weights.source())
        #expect(try weights.download(weights.source()).wasThere)
        #expect(try weights.server.requests.count == 1)
        try Data("other".utf8).write(to: URL(filePath: weights.destination))
        let error = #expect(throws: DownloadError.self) { try weights.download(weights.source()) }
        guard case .differentFile = try #require(error) else { Issue.record("\(String(describing: error))"); return }
        #expect(weights.downloaded == Data("other".utf8))
    }

    @Test func `what is not the file expected is removed and named`() throws {
        let error = #expect(throws: DownloadError.self) { try weights.download(weights.source("wrong=yes")) }
        guard case .wrongDigest(_, weights.digest, _) = try #require(error) else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(weights.files.isEmpty)
    }

    @Test func `without a known digest a file is taken and its digest told`() throws {
        let report = try weights.download(weights.source("etag=none&length=no", isKnown: false))
        #expect(report.digest == weights.digest && !report.isVerified)
    }

    @Test func `the digest a hub tells is what the file must have`() throws {
        let good = "redirect=/\(Weights.name)&linked=\(weights.digest)"
        #expect(try weights.download(weights.source(good, isKnown: false)).isVerified)
        let other = try Weights()
        let bad = "redirect=/\(Weights.name)&linked=\(String(repeating: "0", count: 64))"
        #expect(throws: DownloadError.self) { try other.download(other.source(bad, isKnown: false)) }
        #expect(other.files.isEmpty)
    }

    @Test(arguments: ["/weights.bin", "/weights.bin?redirect=/weights.bin%3Fredirect=/weights.bin"])
    func `redirections are followed`(goal: String) throws {
        let encoded = try #require(goal.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        _ = try weights.download(weights.source("redirect=\(encoded)"))
        #expect(weights.downloaded == weights.content)
    }

    @Test func `a redirection without end is refused at once`() throws {
        let error = #expect(throws: DownloadError.self) { try weights.download(weights.source("loop=yes")) }
        #expect("\(try #require(error))".contains("sends us on more than 10 times"))
        #expect(try weights.server.requests.count == 11)
    }

    @Test func `what the server does not have is said at once`() throws {
        let source = DownloadSource(address: weights.server.address("absent"), fileName: "absent", digest: nil)
        #expect(throws: DownloadError.status(404, address: source.address, retryAfter: nil)) {
            try weights.download(source)
        }
        #expect(try weights.server.requests.count == 1)
        #expect(weights.files.isEmpty, "nothing came, nothing is kept")
    }

    @Test func `a server that does not speak HTTP is named as one`() throws {
        let error = #expect(throws: DownloadError.self) { try weights.download(weights.source("garbage=yes")) }
        #expect(
            try #require(error) == .answer(address: weights.address(), problem: "the server does not speak HTTP"))
    }

    @Test func `a larger file than allowed is refused before it comes, or while it comes`() throws {
        var options = Weights.options
        options.limit = 200_000
        #expect(throws: DownloadError.tooLarge(address: weights.address(), bytes: 300_000, limit: 200_000)) {
            try weights.download(weights.source(), options: options)
        }
        #expect(throws: DownloadError.tooLarge(address: weights.address(), bytes: nil, limit: 200_000)) {
            try weights.download(weights.source("length=no&etag=weak"), options: options)
        }
    }

    @Test func `a file there is no room for is refused before it comes`() throws {
        var options = Weights.options
        options.limit = .max
        let error = #expect(throws: DownloadError.self) {
            try weights.download(weights.source("longer=1000000000000000000"), options: options)
        }
        guard case .noRoom(_, 1_000_000_000_000_300_000, _) = try #require(error) else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `two processes do not download to one file`() throws {
        let part = try PartialFile(for: weights.destination)
        #expect(throws: DownloadError.busy(path: part.path)) { try weights.download(weights.source()) }
    }
}
