/// The port of an address of a camera or server.
enum AddressPort {
    /// Whether an address names no port, or one from 1 to 65535. A delimiter in a password that is not percent-encoded shows
    /// as a port that is none, for it ends the part of the address in which hosts stand.
    static func isPossible(in address: String) -> Bool {
        guard let marker = address.firstRange(of: "://"),
            SourceSpec.hostSchemes.contains(address[..<marker.lowerBound].lowercased())
        else { return true }
        let authority = address[marker.upperBound...].prefix { !"/?#".contains($0) }
        let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        // The colons of an IPv6 address stand in brackets.
        guard let colon = host.lastIndex(of: ":"), !host[colon...].contains("]") else { return true }
        let port = host[host.index(after: colon)...]
        return port.isEmpty || Int(port).map { (1...65_535).contains($0) } ?? false
    }
}
