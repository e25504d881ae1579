import Foundation
import Media
import TestSupport
import Testing

/// Where what comes from elsewhere may lead to.
struct ProtocolTests {
    private let media: SyntheticMedia
    private let segment: String

    init() throws {
        media = try SyntheticMedia()
        segment = try media.make("segment.ts", "-f lavfi -i sine=d=1 -c:a mp2")
    }

    private func playlist(_ name: String, of segment: String) throws -> String {
        let text = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n\(segment)\n#EXT-X-ENDLIST\n"
        try text.write(toFile: media.path(name), atomically: true, encoding: .utf8)
        return media.path(name)
    }

    private func read(_ address: String) throws -> [String] {
        try Demuxer(address, interrupt: InputInterrupt(timeout: .seconds(10))).streams.map(\.codecName)
    }

    /// What the library reads where nobody forbids it anything.
    private func readFreely(_ address: String) throws -> String {
        let command = ["ffprobe", "-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0", address]
        return String(decoding: try SyntheticMedia.run(command).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }

    @Test func `a playlist from a bare connection leads to no file, though the library would follow it`() throws {
        let server = try PythonServer.tcp(file: try playlist("far.m3u8", of: "file://\(segment)"))
        let address = "tcp://127.0.0.1:\(server.port)"
        #expect(try readFreely(address) == "mp2")
        #expect(throws: FFmpegError.self) { try read(address) }
    }

    @Test func `a playlist from a pipe leads to no file, though the library would follow it`() throws {
        let list = try playlist("far.m3u8", of: "file://\(segment)")
        #expect(try readFreely(list) == "mp2")
        let pipe = media.path("pipe")
        try #require(mkfifo(pipe, 0o600) == 0)
        // Opened for both directions, the pipe needs no reader.
        let writer = try #require(FileHandle(forUpdatingAtPath: pipe))
        try writer.write(contentsOf: try SyntheticMedia.bytes(of: list))
        let feeder = Thread {
            usleep(500_000)
            try? writer.close()
        }
        feeder.start()
        #expect(throws: FFmpegError.self) { try read(pipe) }
    }

    @Test func `a description from a web server opens no port of this machine`() throws {
        let description = "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 40000 RTP/AVP 0\n"
        try description.write(toFile: media.path("camera.sdp"), atomically: true, encoding: .utf8)
        let server = try FileServer(media.path(""))
        let error = try #require(throws: FFmpegError.self) {
            try Demuxer(server.address("camera.sdp"), interrupt: InputInterrupt(timeout: .seconds(5)))
        }
        // Whoever waits for packets has opened the port.
        #expect(error.reason != .interrupted)
    }

    @Test func `a playlist from a web server leads to what that has`() throws {
        _ = try playlist("near.m3u8", of: "segment.ts")
        let server = try FileServer(media.path(""))
        #expect(try read(server.address("near.m3u8")) == ["mp2"])
    }

    @Test(arguments: [
        "file://", "concat:file://", "subfile,,start,0,end,0,,:", "crypto+file://", "cache:file://", "async:",
    ])
    func `a playlist from a web server leads to no file, however that is spelled`(scheme: String) throws {
        _ = try playlist("far.m3u8", of: scheme + segment)
        let server = try FileServer(media.path(""))
        #expect(throws: FFmpegError.self) { try read(server.address("far.m3u8")) }
    }

    @Test(arguments: [
        ("ftp://host/list.m3u8", "ftp,tcp,udp,tls,http,https"), ("rist://host:1", "rist,tcp,udp,tls,http,https"),
        ("-", "pipe"), ("srt://host:1", "srt"), ("rtmpt://host/app", "rtmpt,ffrtmphttp,tcp,udp,tls,http,https"),
    ])
    func `every address from elsewhere has a list of protocols, its own among them`(
        address: String, protocols: String
    ) {
        #expect(InputKind(of: address).protocols(of: address) == protocols)
    }

    @Test(arguments: ["holiday.mp4", "concat:a.ts|b.ts", "lavfi:sine", "v4l2:/dev/video0", "cache:http://host/a.ts"])
    func `what a user names on this machine is left to the library's own rule`(address: String) {
        #expect(InputKind(of: address).protocols(of: address) == nil)
    }
}
