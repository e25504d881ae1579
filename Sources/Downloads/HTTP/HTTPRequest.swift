/// One GET.
struct HTTPRequest: Sendable {
    let address: String
    /// The address for messages, without what may be secret in it.
    let name: String
    /// The first byte wanted; 0 asks for all.
    var offset = 0
    /// Only where the file is still the one this names, an ETag or a date, the rest is sent; else all of it.
    var validator: String?
    /// How long a connection may take, and how long nothing may come.
    var patience: Duration
    let userAgent: String
    /// Certificates to trust instead of the system's, PEM.
    let certificates: String?
}
