import Media
import MediaTypes
import TestSupport
import Testing

/// Against a real server, whose camera is the source of the fault bench.
@Suite(.serialized) struct RTSPInputTests {
    private let overTCP = ["rtsp_transport": "tcp"]

    @Test(arguments: [("h264", "aac", "aac"), ("h265", "opus", "opus"), ("mjpeg", "mulaw", "pcm_mulaw")])
    func `both tracks of a camera arrive, whatever their codecs`(video: String, sound: String, name: String) throws {
        let server = try RTSPServer("--video \(video) --sound \(sound)")
        let demuxer = try Demuxer(server.url(), options: overTCP)
        #expect(demuxer.streams.map(\.codecName) == [video == "h265" ? "hevc" : video, name])
        let packets = try (0..<40).map { _ in try #require(try demuxer.next()) }
        #expect(Set(packets.map(\.streamIndex)) == [0, 1])
        if sound == "opus" {
            #expect(Set(packets.filter { $0.streamIndex == 1 }.map(\.duration.seconds)) == [0.02])
        }
    }

    @Test(arguments: ["basic", "digest"])
    func `the right password opens, a wrong one is an error that does not tell it`(method: String) throws {
        let server = try RTSPServer("--auth \(method) --password s3same")
        #expect(try Demuxer(server.url(credentials: "viewer:s3same"), options: overTCP).streams.count == 2)
        let error = try #require(throws: FFmpegError.self) {
            try Demuxer(server.url(credentials: "viewer:wr0ng"), options: overTCP)
        }
        #expect(error.description.contains("401"), "\(error)")
        #expect(!error.description.contains("wr0ng"))
    }

    @Test func `a camera that freezes ends the read with its deadline`() throws {
        let server = try RTSPServer()
        let demuxer = try Demuxer(
            server.url(), options: overTCP, interrupt: InputInterrupt(timeout: .seconds(3)))
        #expect(try demuxer.next() != nil)
        server.freeze()
        let error = try #require(throws: FFmpegError.self) { while try demuxer.next() != nil {} }
        #expect(error.reason == .interrupted)
    }
}
