extension SourceSpec {
    private static let liveSchemes: Set<String> = [
        "rtsp", "rtsps", "rtmp", "rtmps", "http", "https", "srt", "udp", "rtp", "tcp", "v4l2", "alsa", "lavfi",
    ]

    /// Whether the source delivers at its own pace and what nobody reads of it is lost: it must never wait for the analysis.
    /// Told by the address alone, so that a spec can be checked where its source is not.
    package var isLive: Bool {
        let scheme = url.prefix { $0 != ":" }
        return scheme.count < url.count && Self.liveSchemes.contains(scheme.lowercased()) || url.hasPrefix("/dev/video")
    }
}
