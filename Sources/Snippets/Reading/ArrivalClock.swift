import Media
import MediaTypes

/// A track's own clock held against this machine's, by when its packets arrive.
///
/// No packet arrives before it was made, and some are hardly delayed; so the least of arrival less timestamp over a while
/// follows the sender's clock and passes over what the network holds up.
struct ArrivalClock: Sendable {
    /// The latest instant at which timestamp 0 can have been made.
    private(set) var zero: ContinuousClock.Instant?
    private var beginning: ContinuousClock.Instant?
    private var whileMeasured: (since: ContinuousClock.Instant, zero: ContinuousClock.Instant)?
    private var lately: ContinuousClock.Instant?

    /// Long enough to hold packets that were hardly delayed.
    private static let span = Duration.seconds(10)

    /// How much later packets arrive, against their timestamps, than in the beginning: negative where the sender's clock
    /// is the faster one. nil before the second measurement.
    var drift: Duration? {
        guard let beginning, let lately else { return nil }
        return beginning.duration(to: lately)
    }

    mutating func add(_ packet: Packet) {
        guard let time = packet.pts ?? packet.dts else { return }
        let zero = packet.arrival - Duration(time)
        self.zero = min(self.zero ?? zero, zero)
        guard let measured = whileMeasured else { return whileMeasured = (packet.arrival, zero) }
        guard packet.arrival - measured.since < Self.span else { return endMeasurement(measured.zero, packet, zero) }
        whileMeasured = (measured.since, min(measured.zero, zero))
    }

    private mutating func endMeasurement(
        _ measured: ContinuousClock.Instant, _ packet: Packet, _ zero: ContinuousClock.Instant
    ) {
        if beginning == nil { beginning = measured } else { lately = measured }
        whileMeasured = (packet.arrival, zero)
    }
}

extension Duration {
    init(_ time: MediaTime) {
        self = .microseconds(time.rescaled(to: .microseconds).ticks)
    }
}
