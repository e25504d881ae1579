/// The length of one timestamp tick as a fraction of a second, e.g. 1/90000.
package struct TimeBase: Sendable, Hashable, Codable {
    package let numerator: Int64
    package let denominator: Int64

    package static let milliseconds = TimeBase(1, 1_000)
    package static let microseconds = TimeBase(1, 1_000_000)

    /// - Precondition: both numbers are positive.
    package init(_ numerator: Int64, _ denominator: Int64) {
        precondition(numerator > 0 && denominator > 0, "a time base is a positive fraction")
        self.numerator = numerator
        self.denominator = denominator
    }

    /// One tick per sample.
    package static func samples(rate: Int) -> TimeBase { TimeBase(1, Int64(rate)) }

    /// The slowest clock on which whole ticks of both are whole ticks, so that sums and differences are exact. Where that
    /// would count more than nanoseconds, the finest of the two and nanoseconds.
    package func common(with other: TimeBase) -> TimeBase {
        guard self != other else { return self }
        let (left, right) = (reduced, other.reduced)
        let shared = greatestCommonDivisor(left.denominator, right.denominator)
        let (denominator, overflow) = (left.denominator / shared).multipliedReportingOverflow(by: right.denominator)
        guard !overflow, denominator <= Self.nanoseconds.denominator else { return Self.finest(of: left, right) }
        return TimeBase(greatestCommonDivisor(left.numerator, right.numerator), denominator)
    }

    private static let nanoseconds = TimeBase(1, 1_000_000_000)

    private var reduced: TimeBase {
        let shared = greatestCommonDivisor(numerator, denominator)
        return TimeBase(numerator / shared, denominator / shared)
    }

    private static func finest(of left: TimeBase, _ right: TimeBase) -> TimeBase {
        let finer = MediaTime(1, left) < MediaTime(1, right) ? left : right
        return MediaTime(1, finer) < MediaTime(1, nanoseconds) ? finer : nanoseconds
    }
}

private func greatestCommonDivisor(_ first: Int64, _ second: Int64) -> Int64 {
    var (larger, smaller) = (first, second)
    while smaller > 0 { (larger, smaller) = (smaller, larger % smaller) }
    return larger
}
