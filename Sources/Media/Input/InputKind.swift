import Foundation

/// What an address leads to: it decides how the library opens it.
package enum InputKind: Sendable, Hashable, CaseIterable {
    case file
    /// Standard input, a named pipe or a device of bytes.
    case pipe
    case rtsp
    case rtmp
    /// A playlist of segments.
    case hls
    case http
    case srt
    /// Packets without a connection: MPEG-TS or RTP over UDP.
    case udp
    case tcp
    /// A video device of this machine (V4L2).
    case camera
    /// A sound card of this machine (ALSA).
    case soundCard
    /// Pictures and sound a filter graph of the library makes, for tests.
    case generated
    /// Whatever else the library knows by the address's scheme.
    case other

    /// A path that exists wins over reading its name as a protocol.
    package init(of address: String) {
        if address == InputAddress.standardInput {
            self = .pipe
        } else if FileManager.default.fileExists(atPath: address) {
            self = InputAddress.isCamera(address) ? .camera : InputAddress.mayBlock(address) ? .pipe : .file
        } else {
            self = Self.scheme(of: address).map { Self.byScheme[$0] ?? .other } ?? .file
            if self == .http, Self.isPlaylist(address) { self = .hls }
        }
    }

    /// Whether opening and reading it may block where the library does not ask its interrupt: in lookups of names, and in
    /// devices.
    var mayIgnoreInterrupts: Bool {
        switch self {
        case .file, .pipe, .generated: false
        case .rtsp, .rtmp, .hls, .http, .srt, .udp, .tcp, .camera, .soundCard, .other: true
        }
    }

    /// The letters before the first colon; nil where there is none.
    static func scheme(of address: String) -> String? {
        let scheme = address.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
        guard scheme.count > 1, address.dropFirst(scheme.count).first == ":" else { return nil }
        return scheme.lowercased()
    }

    private static let byScheme: [String: InputKind] = [
        "file": .file, "rtsp": .rtsp, "rtsps": .rtsp, "rtmp": .rtmp, "rtmps": .rtmp, "http": .http, "https": .http,
        "srt": .srt, "udp": .udp, "rtp": .udp, "tcp": .tcp, "v4l2": .camera, "alsa": .soundCard, "lavfi": .generated,
    ]

    private static func isPlaylist(_ address: String) -> Bool {
        address.prefix { $0 != "?" && $0 != "#" }.lowercased().hasSuffix(".m3u8")
    }
}
