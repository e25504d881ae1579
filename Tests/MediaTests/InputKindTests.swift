import Foundation
import Media
import TestSupport
import Testing

struct InputKindTests {
    @Test(arguments: [
        ("rtsp://camera/stream", InputKind.rtsp), ("RTSPS://camera", .rtsp), ("rtmp://host/app/key", .rtmp),
        ("http://host/live.m3u8?token=1", .hls), ("https://host/stream", .http), ("srt://host:9000", .srt),
        ("udp://@239.0.0.1:1234", .udp), ("v4l2:/dev/video0", .camera), ("alsa:hw:0", .soundCard),
        ("lavfi:sine", .generated), ("-", .pipe), ("/nowhere/rtsp.mp4", .file), ("file:/nowhere.mp4", .file),
    ])
    func `an address is of the kind its scheme says`(address: String, kind: InputKind) {
        #expect(InputKind(of: address) == kind)
    }

    @Test func `a playlist from afar leads to what its server has, and to no file of this machine`() throws {
        let media = try SyntheticMedia()
        let segment = try media.make("segment.ts", "-f lavfi -i sine=d=1 -c:a mp2")
        try Self.playlist(of: "segment.ts").write(toFile: media.path("near.m3u8"), atomically: true, encoding: .utf8)
        try Self.playlist(of: "file://\(segment)").write(
            toFile: media.path("far.m3u8"), atomically: true, encoding: .utf8)
        let server = try FileServer(of: media.path("."))
        defer { server.stop() }
        #expect(try Demuxer("\(server.address)/near.m3u8").streams.map(\.codecName) == ["mp2"])
        #expect(throws: FFmpegError.self) { try Demuxer("\(server.address)/far.m3u8") }
    }

    private static func playlist(of segment: String) -> String {
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n\(segment)\n#EXT-X-ENDLIST\n"
    }
}

/// Serves the files of a folder over HTTP.
private struct FileServer {
    let address: String
    private let process = Process()

    private static let program = """
        import http.server, sys
        folder = sys.argv[1]
        handler = lambda *a: http.server.SimpleHTTPRequestHandler(*a, directory=folder)
        server = http.server.HTTPServer(("127.0.0.1", 0), handler)
        print(server.server_port, flush=True)
        server.serve_forever()
        """

    init(of folder: String) throws {
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-c", Self.program, folder]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        address = "http://127.0.0.1:\(line.prefix { $0.isNumber })"
    }

    func stop() { process.terminate() }
}
