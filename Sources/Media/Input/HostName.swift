import Foundation

/// The host an address leads to, whose name is looked up so that it can be given up at any time.
///
/// The library asks its interrupt in no lookup, and says no more of one that fails than that it failed.
package struct HostName: Sendable {
    package enum Failure: Sendable, Hashable {
        /// The name leads nowhere.
        case unknown
        /// No answer within the limit, or cancelled.
        case silent
    }

    private let host: String
    private let port: String

    private static let schemes: Set = [
        "rtsp", "rtsps", "rtmp", "rtmps", "http", "https", "srt", "udp", "rtp", "tcp", "rist",
    ]

    /// nil where the address names no host.
    package init?(_ address: String) {
        guard let scheme = InputKind.scheme(of: address), Self.schemes.contains(scheme) else { return nil }
        self.init(address, usualPort: 0)
    }

    init?(_ address: String, usualPort: Int) {
        guard let parts = URLComponents(string: address), let host = parts.host, !host.isEmpty else { return nil }
        self.host = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        port = String(parts.port ?? usualPort)
    }

    /// Blocks until there is an answer, the limit has passed or `interrupt` is cancelled.
    ///
    /// - Returns: nil where the name leads somewhere.
    package func failure(within limit: Duration, interrupt: InputInterrupt) -> Failure? {
        let deadline = ContinuousClock.now + limit
        let found = endpoints { interrupt.isCancelled || ContinuousClock.now >= deadline }
        return found.map { $0.isEmpty ? .unknown : nil } ?? .silent
    }

    /// Looks the name up on a thread of its own, for the system's call can neither be interrupted nor limited.
    ///
    /// - Returns: nil where it took too long; the thread ends by itself.
    func endpoints(until isOver: () -> Bool) -> [Endpoint]? {
        let answer = Answer<[Endpoint]>()
        Thread.detachNewThread { [host, port] in answer.give(Endpoint.all(of: host, port: port)) }
        return answer.wait(until: isOver)
    }
}
