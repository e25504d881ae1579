import Glibc

/// What a service manager is told.
package enum ServiceMessage: Sendable, Equatable {
    /// All that was to be started runs.
    case ready(status: String)
    /// The configuration is being read again; `ready` follows. Time is that of the monotonic clock, in microseconds.
    case reloading(at: UInt64)
    case stopping(status: String)
    /// The service is alive.
    case watchdog
    /// One line for people.
    case status(String)

    /// `reloading` at this moment.
    package static var reloadingNow: ServiceMessage {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return .reloading(at: UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1_000)
    }

    package var text: String {
        switch self {
        case .ready(let status): "READY=1\nSTATUS=\(Self.line(status))"
        case .reloading(let time): "RELOADING=1\nMONOTONIC_USEC=\(time)"
        case .stopping(let status): "STOPPING=1\nSTATUS=\(Self.line(status))"
        case .watchdog: "WATCHDOG=1"
        case .status(let status): "STATUS=\(Self.line(status))"
        }
    }

    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
