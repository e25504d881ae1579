/// An instant or a length on a media timeline: an integer count of ticks, never a floating-point number of seconds.
///
/// What 64 bits of ticks cannot hold becomes the nearest that they can: a stream may claim any timestamp.
package struct MediaTime: Sendable {
    package let ticks: Int64
    package let timeBase: TimeBase

    package static let zero = MediaTime(0, .microseconds)

    package init(_ ticks: Int64, _ timeBase: TimeBase) {
        self.ticks = ticks
        self.timeBase = timeBase
    }

    package init(seconds: Int) {
        self.init(Int64(seconds), TimeBase(1, 1))
    }

    /// The same instant in another time base, to the nearest tick, halves away from zero.
    package func rescaled(to target: TimeBase) -> MediaTime {
        guard target != timeBase else { return self }
        let scale = Wide(timeBase.numerator) * Wide(target.denominator)
        let divisor = Wide(timeBase.denominator) * Wide(target.numerator)
        let (product, overflow) = Wide(ticks).multipliedReportingOverflow(by: scale)
        guard !overflow else { return MediaTime(ticks < 0 ? .min : .max, target) }
        return MediaTime(Int64(clamping: rounding(product, by: divisor)), target)
    }

    /// For printing and for comparison with measured lengths only; arithmetic stays in ticks.
    package var seconds: Double {
        Double(ticks) * Double(timeBase.numerator) / Double(timeBase.denominator)
    }

    /// The whole second this instant lies in, rounding towards minus infinity.
    package var wholeSecond: Int64 {
        let product = Wide(ticks) * Wide(timeBase.numerator)
        let divisor = Wide(timeBase.denominator)
        let quotient = product / divisor
        return Int64(product % divisor < 0 ? quotient - 1 : quotient)
    }

    /// Counted by the clock on which both are exact, see `TimeBase.common`.
    package static func + (left: MediaTime, right: MediaTime) -> MediaTime {
        let clock = left.timeBase.common(with: right.timeBase)
        let sum = Wide(left.rescaled(to: clock).ticks) + Wide(right.rescaled(to: clock).ticks)
        return MediaTime(Int64(clamping: sum), clock)
    }

    package static prefix func - (time: MediaTime) -> MediaTime {
        MediaTime(Int64(clamping: -Wide(time.ticks)), time.timeBase)
    }

    package static func - (left: MediaTime, right: MediaTime) -> MediaTime { left + -right }

    /// How long an instant lies before or after 0.
    package var magnitude: MediaTime { ticks < 0 ? -self : self }
}

extension MediaTime: Comparable {
    package static func == (left: MediaTime, right: MediaTime) -> Bool { left.compared(to: right) == 0 }
    package static func < (left: MediaTime, right: MediaTime) -> Bool { left.compared(to: right) < 0 }

    private func compared(to other: MediaTime) -> Int {
        let left = Wide(ticks) * Wide(timeBase.numerator) * Wide(other.timeBase.denominator)
        let right = Wide(other.ticks) * Wide(other.timeBase.numerator) * Wide(timeBase.denominator)
        return left < right ? -1 : (left == right ? 0 : 1)
    }
}

private typealias Wide = Int128

private func rounding(_ value: Wide, by divisor: Wide) -> Wide {
    let half = divisor / 2
    return value >= 0 ? (value + half) / divisor : -((-value + half) / divisor)
}
