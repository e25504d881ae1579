import Foundation
import Glibc
import TestSupport
import Testing

/// What is read to its end and is no file of this machine gives what the file gives.
@Suite struct ReadToEndTests {
    private let folder: TemporaryFolder
    private let media: SyntheticMedia
    private let clip: String

    init() throws {
        folder = try TemporaryFolder()
        media = try SyntheticMedia()
        clip = try media.make("clip.mkv", "-i", Earshot.sample("dog-and-guitar"), "-t 3 -c copy")
    }

    private func watch(_ source: String, _ flags: String..., input: FileHandle? = nil) throws -> [String] {
        let events = folder.path("\(UUID().uuidString).jsonl")
        let flags = ["watch", source, "--id", "clip", "--events", events] + flags
        let result = try Earshot.run(flags, in: folder, input: input)
        try #require(result.status == 0, "\(result.errors)")
        return try EventLines(events).comparableSnippets()
    }

    @Test func `standard input`() throws {
        let input = try FileHandle(forReadingFrom: URL(filePath: clip))
        #expect(try watch("-", input: input) == watch(clip))
    }

    @Test func `a named pipe`() throws {
        let pipe = folder.path("pipe")
        try #require(mkfifo(pipe, 0o600) == 0)
        let feeder = Process()
        feeder.executableURL = URL(filePath: "/bin/sh")
        feeder.arguments = ["-c", "cat \"$0\" >\"$1\"", clip, pipe]
        try feeder.run()
        #expect(try watch(pipe) == watch(clip))
        feeder.waitUntilExit()
    }

    @Test func `a file of a web server, where it is said to be a file`() throws {
        let server = try FileServer(media.path(""))
        #expect(try watch(server.address("clip.mkv?key=1"), "--kind", "file") == watch(clip))
    }
}
