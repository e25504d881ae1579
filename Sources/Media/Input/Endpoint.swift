import Glibc

/// A socket address.
struct Endpoint: Sendable {
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
