import Glibc

/// The address of a local socket: a path, or a name in the abstract namespace that begins with `@`.
struct SocketAddress: Sendable {
    private let name: [UInt8]
    private let isAbstract: Bool

    /// Nil where it is neither, or too long.
    init?(_ path: String) {
        guard let first = path.utf8.first, first == UInt8(ascii: "/") || first == UInt8(ascii: "@") else { return nil }
        isAbstract = first == UInt8(ascii: "@")
        name = (isAbstract ? [0] : []) + Array(path.utf8.dropFirst(isAbstract ? 1 : 0))
        guard name.count < Self.capacity else { return nil }
    }

    private static let capacity = MemoryLayout.size(ofValue: sockaddr_un().sun_path)
    private static let pathOffset = MemoryLayout<sockaddr_un>.size - capacity

    func withSocketAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        // A path ends with a zero that counts; an abstract name is as long as it is told to be.
        let length = socklen_t(Self.pathOffset + name.count + (isAbstract ? 0 : 1))
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }
}
