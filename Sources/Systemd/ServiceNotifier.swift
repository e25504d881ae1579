import Glibc

/// Tells the service manager how the service is: one datagram a message, to the socket it names in `$NOTIFY_SOCKET`
/// (sd_notify(3)).
package struct ServiceNotifier: Sendable {
    private let address: SocketAddress

    /// Nil where no service manager started this process, or none that wants to be told.
    package init?(environment: [String: String]) {
        guard let path = environment["NOTIFY_SOCKET"], let address = SocketAddress(path) else { return nil }
        self.address = address
    }

    /// Sends one message. A service manager that cannot be reached is left alone: the service must not fail for it.
    ///
    /// - Returns: whether it was sent.
    @discardableResult
    package func send(_ message: ServiceMessage) -> Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let bytes = Array(message.text.utf8)
        return address.withSocketAddress { address, length in
            sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), address, length) == bytes.count
        }
    }
}
