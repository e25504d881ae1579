/// Asks cheaply whether something listens where an address leads: a TCP connection that is closed again at once.
package struct ConnectProbe: Sendable {
    package enum Answer: Sendable, Hashable {
        case listens
        /// Refused, or no way leads there.
        case refuses
        /// The name of the host leads nowhere.
        case unknownHost
        /// No answer within the limit, or cancelled.
        case silent
    }

    private let host: HostName

    /// nil where the address's protocol has no connection to be tried.
    package init?(_ address: String) {
        guard let scheme = InputKind.scheme(of: address), let usual = Self.usualPorts[scheme],
            let host = HostName(address, usualPort: usual)
        else { return nil }
        self.host = host
    }

    private static let usualPorts = [
        "rtsp": 554, "rtsps": 322, "rtmp": 1_935, "rtmps": 443, "http": 80, "https": 443,
    ]

    /// Blocks until there is an answer, the limit has passed or `interrupt` is cancelled.
    package func ask(within limit: Duration, interrupt: InputInterrupt) -> Answer {
        let deadline = ContinuousClock.now + limit
        let isOver = { interrupt.isCancelled || ContinuousClock.now >= deadline }
        guard let endpoints = host.endpoints(until: isOver) else { return .silent }
        guard !endpoints.isEmpty else { return .unknownHost }
        let answers = endpoints.lazy.map { $0.connect(until: isOver) }
        return answers.first { $0 == .listens } ?? answers.last ?? .silent
    }
}
