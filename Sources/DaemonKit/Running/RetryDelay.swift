/// How long a failed pipeline rests before its next attempt: from a second, doubling, up to half a minute; from the
/// beginning again once a run has lasted. Pipelines that failed together do not come back together.
struct RetryDelay {
    private static let lasting = Duration.seconds(60)
    private static let largestExponent = 5
    private static let longest = 30

    private var failures = 0

    /// The rest after a run that lasted `time`.
    mutating func next(
        after time: Duration, using generator: inout some RandomNumberGenerator
    ) -> Duration {
        if time >= Self.lasting { failures = 0 }
        defer { failures = min(failures + 1, Self.largestExponent) }
        return .seconds(min(1 << failures, Self.longest)) * Double.random(in: 0.75...1, using: &generator)
    }
}
