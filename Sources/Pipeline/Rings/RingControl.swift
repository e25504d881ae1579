/// A ring seen without its element type.
protocol RingControl: Sendable {
    var plan: RingPlan { get }
    var statistics: RingStatistics { get }

    /// The producer's end of stream: what lies inside is still delivered.
    func close()

    /// The consumer is gone: items inside and to come are discarded and counted, and its `pop` throws.
    func abandon()

    /// Both sides stop: what lies inside is freed, `push` and `pop` throw.
    func cancel()

    /// Lets this many items in whatever their bytes.
    func guarantee(items: Int)
}
