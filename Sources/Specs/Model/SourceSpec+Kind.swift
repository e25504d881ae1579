import Foundation

extension SourceSpec {
    /// Of addresses that name a host.
    static let hostSchemes: Set<String> = [
        "rtsp", "rtsps", "rtmp", "rtmps", "http", "https", "srt", "udp", "rtp", "tcp", "rist",
    ]
    private static let liveSchemes = hostSchemes.union(["v4l2", "alsa", "lavfi"])

    /// Whether the source delivers at its own pace and what nobody reads of it is lost: it must never wait for the analysis.
    /// Told by the spec alone, so that it can be checked where its source is not.
    package var isLive: Bool {
        switch kind {
        case .auto: isLiveAddress
        case .file: false
        case .live: true
        }
    }

    private var isLiveAddress: Bool {
        let scheme = url.prefix { $0 != ":" }
        return scheme.count < url.count && Self.liveSchemes.contains(scheme.lowercased()) || url.hasPrefix("/dev/video")
    }

    /// The source's name in the events: as given, else the last part of its address without ending and query, else its host.
    package var name: String {
        if let id { return id }
        let path = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
        guard path.startIndex != url.startIndex else {
            return URL(filePath: url).deletingPathExtension().lastPathComponent
        }
        let parts = path.prefix { $0 != "?" && $0 != "#" }.split(separator: "/")
        guard parts.count > 1, let last = parts.last else { return Self.host(parts.first ?? "") }
        return URL(filePath: String(last)).deletingPathExtension().lastPathComponent
    }

    /// Without user, password and port.
    private static func host(_ authority: Substring) -> String {
        let host = authority.split(separator: "@").last ?? authority
        return String(host.hasPrefix("[") ? host.prefix { $0 != "]" }.dropFirst() : host.prefix { $0 != ":" })
    }
}
