import Foundation
import Synchronization

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

    private let host: String
    private let port: String

    /// nil where the address's protocol has no connection to be tried.
    package init?(_ address: String) {
        guard let scheme = InputKind.scheme(of: address), let usual = Self.usualPorts[scheme],
            let parts = URLComponents(string: address), let host = parts.host, !host.isEmpty
        else { return nil }
        self.host = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        port = String(parts.port ?? usual)
    }

    private static let usualPorts = [
        "rtsp": 554, "rtsps": 322, "rtmp": 1_935, "rtmps": 443, "http": 80, "https": 443,
    ]

    /// Blocks until there is an answer, the limit has passed or `interrupt` is cancelled.
    package func ask(within limit: Duration, interrupt: InputInterrupt) -> Answer {
        let deadline = ContinuousClock.now + limit
        let isOver = { interrupt.isCancelled || ContinuousClock.now >= deadline }
        guard let endpoints = Self.lookUp(host, port, until: isOver) else { return .silent }
        guard !endpoints.isEmpty else { return .unknownHost }
        let answers = endpoints.lazy.map { $0.connect(until: isOver) }
        return answers.first { $0 == .listens } ?? answers.last ?? .silent
    }

    /// Looks the host's name up, which the library does without asking its interrupt.
    ///
    /// - Returns: nil where the name leads somewhere.
    package func nameFailure(within limit: Duration, interrupt: InputInterrupt) -> Answer? {
        let deadline = ContinuousClock.now + limit
        let found = Self.lookUp(host, port) { interrupt.isCancelled || ContinuousClock.now >= deadline }
        return found.map { $0.isEmpty ? .unknownHost : nil } ?? .silent
    }

    private static let patience: useconds_t = 10_000

    /// Looks a name up on a thread of its own, for the system's call can neither be interrupted nor limited.
    ///
    /// - Returns: nil where it took too long; the thread ends by itself.
    private static func lookUp(_ host: String, _ port: String, until isOver: () -> Bool) -> [Endpoint]? {
        let result = LookUp()
        Thread.detachNewThread { result.set(Endpoint.all(of: host, port: port)) }
        while true {
            if let endpoints = result.endpoints { return endpoints }
            if isOver() { return nil }
            usleep(patience)
        }
    }
}

/// What a thread found out about a name.
private final class LookUp: Sendable {
    private let found = Mutex<[Endpoint]?>(nil)

    var endpoints: [Endpoint]? { found.withLock { $0 } }

    func set(_ endpoints: [Endpoint]) { found.withLock { $0 = endpoints } }
}

/// A socket address.
private struct Endpoint: Sendable {
    let family: Int32
    let address: [UInt8]

    static func all(of host: String, port: String) -> [Endpoint] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var first: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, port, &hints, &first) == 0 else { return [] }
        defer { freeaddrinfo(first) }
        return sequence(first: first) { $0?.pointee.ai_next }.compactMap { entry in
            guard let entry, let address = entry.pointee.ai_addr else { return nil }
            let bytes = UnsafeRawBufferPointer(start: address, count: Int(entry.pointee.ai_addrlen))
            return Endpoint(family: entry.pointee.ai_family, address: Array(bytes))
        }
    }

    func connect(until isOver: () -> Bool) -> ConnectProbe.Answer {
        let flags = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
        let descriptor = socket(family, Int32(flags), 0)
        guard descriptor >= 0 else { return .refuses }
        defer { close(descriptor) }
        let result = address.withUnsafeBytes { bytes in
            Glibc.connect(
                descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
        }
        if result == 0 { return .listens }
        guard errno == EINPROGRESS else { return .refuses }
        return Self.settled(descriptor, until: isOver)
    }

    private static let patience: Int32 = 50

    private static func settled(_ descriptor: Int32, until isOver: () -> Bool) -> ConnectProbe.Answer {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        while poll(&request, 1, patience) == 0 {
            if isOver() { return .silent }
        }
        var error: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length) == 0, error == 0 else { return .refuses }
        return .listens
    }
}
