import ArgumentParser

/// Where a daemon answers questions about itself: an address of this machine and a port.
struct StatusAddress: Sendable, Equatable, ExpressibleByArgument {
    /// An IPv4 or IPv6 address.
    let host: String
    let port: UInt16

    /// `9464` (on loopback), `127.0.0.1:9464`, `localhost:9464`, `[::1]:9464`.
    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard let last = parts.last, let port = UInt16(last) else { return nil }
        let host = parts.dropLast().joined(separator: ":")
        self.port = port
        switch host {
        case "" where parts.count == 1: self.host = "127.0.0.1"
        case "localhost": self.host = "127.0.0.1"
        case _ where host.hasPrefix("[") && host.hasSuffix("]"): self.host = String(host.dropFirst().dropLast())
        case _ where host.contains(":") || host.isEmpty: return nil
        default: self.host = host
        }
    }

    var isIPv6: Bool { host.contains(":") }

    /// Only this machine can reach it.
    var isLoopback: Bool { host == "::1" || host.hasPrefix("127.") }

    var description: String { isIPv6 ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
