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
}
