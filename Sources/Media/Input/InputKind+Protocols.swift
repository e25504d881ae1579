extension InputKind {
    /// The only protocols that what is read from such an address may lead to: a playlist or a redirection from afar never
    /// reaches a file of this machine, nor a protocol its own does not need. nil keeps the library's own rule, by which
    /// files lead to files only.
    package func protocols(of address: String) -> String? {
        switch self {
        case .rtsp: "rtp,srtp,udp,tcp,tls"
        case .rtmp: "rtmp,rtmps,tcp,tls"
        case .hls, .http: "http,https,httpproxy,crypto,tcp,tls"
        case .srt: "srt"
        case .udp: "udp,rtp"
        case .tcp: "tcp"
        case .pipe: "pipe"
        case .other: Self.protocols(ofScheme: Self.scheme(of: address) ?? "")
        case .file, .camera, .soundCard, .generated: nil
        }
    }

    /// Protocols that do not reach beyond this machine by themselves: they stand before another address.
    private static let wrappers: Set = ["async", "cache", "concat", "concatf", "crypto", "data", "subfile"]

    private static func protocols(ofScheme scheme: String) -> String? {
        guard !wrappers.contains(scheme) else { return nil }
        let carriers = scheme.hasPrefix("rtmp") ? ["ffrtmphttp"] : []
        return ([scheme] + carriers + ["tcp", "udp", "tls", "http", "https"]).joined(separator: ",")
    }
}
