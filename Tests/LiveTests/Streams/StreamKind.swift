import Foundation
import Live
import Media
import Snippets
import TestSupport
import Testing

/// A way by which a live stream comes, with a real program at its other end.
enum StreamKind: String, CaseIterable, CustomTestStringConvertible {
    case rtmp, srt, hls, http, udp, rtsps
    case rtspOverUDP
    /// `auto` where the server has no TCP, and where it has nothing else.
    case rtspAutoOverUDP, rtspAutoOverTCP
    case rtspBasic, rtspDigest

    var testDescription: String { rawValue }

    var transport: RTSPTransport {
        switch self {
        case .rtspOverUDP: .udp
        case .rtspAutoOverUDP, .rtspAutoOverTCP: .auto
        default: .tcp
        }
    }

    /// How its loss is noticed: who knows of connections tells at once, who does not falls silent.
    var lossReasons: Set<LossReason> {
        switch self {
        case .udp, .hls, .rtspOverUDP, .rtspAutoOverUDP: [.timeout, .error, .eos]
        default: [.error, .eos]
        }
    }

    func peer() throws -> any StreamPeer {
        switch self {
        case .rtmp: try Self.rtmp()
        case .hls: try Self.hls()
        case .srt: try Self.sending("srt://127.0.0.1:%d", query: "?mode=listener")
        case .udp: try Self.sending("udp://127.0.0.1:%d", query: "?pkt_size=1316")
        case .http: try Self.http()
        case .rtsps: try Self.rtsps()
        case .rtspOverUDP, .rtspAutoOverUDP: try CameraPeer("--transports udp")
        case .rtspAutoOverTCP: try CameraPeer("--transports tcp")
        case .rtspBasic, .rtspDigest:
            try CameraPeer(
                "--auth \(self == .rtspBasic ? "basic" : "digest") --password s3same", credentials: "viewer:s3same")
        }
    }

    /// An MPEG-TS that goes, or waits to be asked for, at an address.
    private static func sending(_ pattern: String, query: String) throws -> CommandPeer {
        let address = try String(format: pattern, Int(FreePort.next()))
        return CommandPeer(address, feeder: BeepAndFlash.feed + ["-f", "mpegts", address + query])
    }

    /// A web server that sends each client an endless MPEG-TS of its own.
    private static func http() throws -> CommandPeer {
        let port = try FreePort.next()
        let program = """
            import http.server, subprocess, sys
            class Sender(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(200)
                    self.send_header("Content-Type", "video/mp2t")
                    self.end_headers()
                    subprocess.run(sys.argv[2:] + ["-f", "mpegts", "pipe:1"], stdout=self.wfile.fileno())
            http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Sender).serve_forever()
            """
        return CommandPeer(
            "http://127.0.0.1:\(port)/camera.ts",
            feeder: ["/usr/bin/python3", "-c", program, "\(port)"] + BeepAndFlash.feed)
    }

    private static func rtmp() throws -> CommandPeer {
        let port = try FreePort.next(), folder = try SyntheticMedia()
        let address = "rtmp://127.0.0.1:\(port)/live/camera"
        let server = "rtmp { access_log off; server { listen 127.0.0.1:\(port); application live { live on; } } }"
        return CommandPeer(
            address, server: try nginx(server, in: folder), feeder: BeepAndFlash.feed + ["-f", "flv", address],
            folder: folder)
    }

    /// Its web server outlives its encoder: the playlist is there and nothing new is in it.
    private static func hls() throws -> CommandPeer {
        let port = try FreePort.next(), folder = try SyntheticMedia()
        let server = "http { access_log off; server { listen 127.0.0.1:\(port); root \(folder.path("")); } }"
        let playlist = [
            "-f", "hls", "-hls_time", "1", "-hls_list_size", "5", "-hls_flags", "delete_segments+omit_endlist",
            "-hls_start_number_source", "epoch", folder.path("camera.m3u8"),
        ]
        return CommandPeer(
            "http://127.0.0.1:\(port)/camera.m3u8", server: try nginx(server, in: folder),
            feeder: BeepAndFlash.feed + playlist, folder: folder, serverStays: true)
    }

    private static func nginx(_ server: String, in folder: SyntheticMedia) throws -> [String] {
        let configuration = """
            load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;
            daemon off; master_process off; pid \(folder.path("nginx.pid")); error_log /dev/null;
            events {}
            \(server)
            """
        try configuration.write(toFile: folder.path("nginx.conf"), atomically: true, encoding: .utf8)
        return ["nginx", "-c", folder.path("nginx.conf"), "-e", "/dev/null"]
    }

    private static func rtsps() throws -> CameraPeer {
        let folder = try SyntheticMedia()
        let certificate = folder.path("camera.pem")
        try SyntheticMedia.run([
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-batch",
            "-subj", "/CN=camera", "-keyout", certificate, "-out", certificate,
        ])
        return try CameraPeer("--tls \(certificate)", scheme: "rtsps", folder: folder)
    }
}
