import Foundation
import Testing

@testable import Specs

@Suite final class CredentialsTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "earshot-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        // What cannot be removed is the system's to clear.
        try? FileManager.default.removeItem(at: folder)
    }

    private func file(_ name: String, _ text: String) throws -> String {
        let url = folder.appending(path: name)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    private let url = "source:\n  url: rtsp://u:${PASSWORD}@camera/"

    @Test func `a credential of systemd's directory is put in without its line end, and known as a secret`() throws {
        _ = try file("PASSWORD", "hunter2\n")
        let spec = try read(url, environment: ["CREDENTIALS_DIRECTORY": folder.path, "PASSWORD": "other"])
        #expect(spec.source.url == "rtsp://u:hunter2@camera/")
        #expect(spec.secrets == ["hunter2"])
    }

    @Test func `the spec's own credentials file comes before all others, wherever its key stands`() throws {
        let path = try file("camera.credentials", "# the yard\n\nOTHER=1\nPASSWORD=a=b\n")
        let spec = try read("\(url)\n  credentials_file: \(path)", environment: ["PASSWORD": "other"])
        #expect(spec.source.url == "rtsp://u:a=b@camera/")
        #expect(spec.secrets == ["a=b"])
    }

    @Test func `credentials written on Windows have no line end in them either`() throws {
        let path = try file("camera.credentials", "# the yard\r\nPASSWORD=hunter2\r\n\r\nOTHER=1\r\n")
        #expect(try read("\(url)\n  credentials_file: \(path)").secrets == ["hunter2"])
        let odd = try file("odd", "PASSWORD=x\r\nhunter2\r\n")
        let problem = problems(of: "source:\n  url: a.mp4\n  credentials_file: \(odd)")
        #expect(problem == ["3:21: source.credentials_file names \(odd), whose line 2 is not NAME=value"])
        _ = try file("PASSWORD", "hunter2\r\n")
        #expect(try read(url, environment: ["CREDENTIALS_DIRECTORY": folder.path]).secrets == ["hunter2"])
    }

    @Test(arguments: ["p@ss", "p/ss", "p?ss", "p#ss"])
    func `a password that an address would be misread by is refused unless it is percent-encoded`(password: String)
        throws
    {
        let found = problems(of: url, environment: ["PASSWORD": password])
        #expect(found.count == 1 && found[0].hasPrefix("2:8: source.url needs the value of PASSWORD percent-encoded"))
        #expect(!found[0].contains(password))
    }

    @Test(arguments: [
        ("rtsp://u:${V}@camera/", "p%40ss:%2F"), ("rtsp://${V}/x@2", "u:p@camera"),
        ("http://a@camera/x?t=${V}", "a/b@c"),
        ("${V}", "rtsp://u:p@camera/x"),
    ])
    func `a variable may hold any part of an address`(url: String, value: String) throws {
        let spec = try read("source: {url: \"\(url)\"}", environment: ["V": value])
        #expect(spec.source.url == url.replacing("${V}", with: value))
    }

    @Test func `a name found nowhere is an error that lists where it was looked for`() throws {
        let path = try file("camera.credentials", "OTHER=1\n")
        let found = problems(
            of: "\(url)\n  credentials_file: \(path)", environment: ["CREDENTIALS_DIRECTORY": folder.path])
        #expect(
            found == [
                "2:8: source.url needs PASSWORD, which is not set: no variable of the environment, no file in \(folder.path), "
                    + "no line of \(path) has that name"
            ])
    }

    @Test func `a credentials file that cannot be read or is none is an error at its key that tells no line`() throws {
        let missing = problems(of: "source:\n  url: a.mp4\n  credentials_file: /nowhere/at/all")
        #expect(missing.count == 1)
        #expect(
            missing[0].hasPrefix("3:21: source.credentials_file needs the file /nowhere/at/all, which cannot be read"))
        let odd = try file("odd", "PASSWORD=x\nhunter2\n")
        let problem = problems(of: "source:\n  url: a.mp4\n  credentials_file: \(odd)")
        #expect(problem == ["3:21: source.credentials_file names \(odd), whose line 2 is not NAME=value"])
    }
}
