/// How long to wait before the next attempt: from a second, doubling, up to half a minute, and shortened by chance so that
/// sources lost together do not come back together. Refused credentials are tried again slowly.
struct Backoff: Sendable {
    private var failures = 0
    private var refusals = 0

    private static let longest = 30
    private static let longestAfterRefusal = 300

    /// The wait after one more failure.
    mutating func next(isRefusal: Bool, using generator: inout some RandomNumberGenerator) -> Duration {
        guard isRefusal else {
            refusals = 0
            defer { failures = min(failures + 1, 5) }
            return .seconds(min(1 << failures, Self.longest)) * Double.random(in: 0.5...1, using: &generator)
        }
        defer { refusals = min(refusals + 1, 4) }
        let wait = min(Self.longest << refusals, Self.longestAfterRefusal)
        return .seconds(wait) * Double.random(in: 1...1.25, using: &generator)
    }

    /// The source was good for long enough: the next failure is a first one.
    mutating func reset() {
        self = Backoff()
    }
}
