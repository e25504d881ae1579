import Media
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
}
