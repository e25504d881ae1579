/// How RTP packets of an RTSP source travel.
package enum RTSPTransport: String, Sendable, CaseIterable {
    case tcp
    case udp
    /// TCP, and UDP where the server refuses that.
    case auto
}

extension InputKind {
    /// Options of the library's formats and protocols for a source that is read as it comes: short probing, a buffer that
    /// holds what arrives while the process is busy, and packets put in order before they are handed on.
    ///
    /// Deadlines are not among them: the library's own ones fire late or never; `InputInterrupt` has them.
    package func liveOptions(transport: RTSPTransport) -> [String: String] {
        var options = ["analyzeduration": "2000000", "probesize": "5000000"]
        switch self {
        case .rtsp: options.merge(Self.rtspOptions(transport)) { $1 }
        // The newest segment: every earlier one is delay.
        case .hls: options["live_start_index"] = "-1"
        case .udp: options.merge(["fifo_size": "57344", "overrun_nonfatal": "1", "buffer_size": "4194304"]) { $1 }
        case .file, .pipe, .rtmp, .http, .srt, .tcp, .camera, .soundCard, .generated, .other: break
        }
        return options
    }

    /// How long such a source may bring nothing before it counts as frozen. A playlist brings a segment at a time.
    package var usualSilence: Duration { self == .hls ? .seconds(30) : .seconds(8) }

    private static func rtspOptions(_ transport: RTSPTransport) -> [String: String] {
        let media = ["allowed_media_types": "video+audio", "max_delay": "500000", "buffer_size": "4194304"]
        let lower =
            switch transport {
            case .tcp: ["rtsp_transport": "tcp"]
            case .udp: ["rtsp_transport": "udp"]
            case .auto: ["rtsp_transport": "tcp+udp", "rtsp_flags": "prefer_tcp"]
            }
        return media.merging(lower) { $1 }
    }
}
