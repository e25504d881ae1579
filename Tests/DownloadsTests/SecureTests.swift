import Foundation
import TestSupport
import Testing

@testable import Downloads

struct SecureTests {
    /// Key and certificate of 127.0.0.1 in one file.
    private static func certificate(in folder: URL) throws -> String {
        let path = folder.appending(path: "server.pem").path
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
            "-addext",
            "subjectAltName=IP:127.0.0.1", "-keyout", path, "-out", path + ".crt",
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let both = try Data(contentsOf: URL(filePath: path)) + Data(contentsOf: URL(filePath: path + ".crt"))
        try both.write(to: URL(filePath: path))
        return path
    }

    private let secure: Weights
    private let trusting: DownloadOptions

    init() throws {
        var path = ""
        secure = try Weights { folder in
            path = try Self.certificate(in: folder)
            return path
        }
        var options = Weights.options
        options.certificates = path + ".crt"
        trusting = options
    }

    @Test func `a certificate nobody vouches for is refused at once`() throws {
        let error = #expect(throws: DownloadError.self) { try secure.download(secure.source()) }
        #expect("\(try #require(error))".contains("certificate cannot be trusted"))
        #expect(try secure.server.requests.isEmpty)
    }

    @Test func `a certificate the user trusts is taken`() throws {
        _ = try secure.download(secure.source(), options: trusting)
        #expect(secure.downloaded == secure.content)
    }

    @Test func `a secure server that sends us on to an insecure one is refused`() throws {
        let plain = try Weights()
        let goal = try #require(plain.address().addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        let error = #expect(throws: DownloadError.self) {
            try secure.download(secure.source("redirect=\(goal)"), options: trusting)
        }
        #expect("\(try #require(error))".contains("it sends us on to \(plain.address()), which is not https"))
        #expect(try plain.server.requests.isEmpty)
    }
}
