/// An instant or a length on a media timeline: an integer count of ticks, never a floating-point number of seconds.
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
        let numerator = timeBase.numerator.multipliedFullWidth(by: target.denominator)
        let scale = Wide(numerator)
        let divisor = Wide(timeBase.denominator.multipliedFullWidth(by: target.numerator))
        return MediaTime(Int64(rounding(Wide(ticks) * scale, by: divisor)), target)
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

    package static func + (left: MediaTime, right: MediaTime) -> MediaTime {
        MediaTime(left.ticks + right.rescaled(to: left.timeBase).ticks, left.timeBase)
    }

    package static func - (left: MediaTime, right: MediaTime) -> MediaTime {
        MediaTime(left.ticks - right.rescaled(to: left.timeBase).ticks, left.timeBase)
    }
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

extension Int128 {
    fileprivate init(_ product: (high: Int64, low: UInt64)) {
        self = Int128(product.high) << 64 | Int128(product.low)
    }
}

private func rounding(_ value: Wide, by divisor: Wide) -> Wide {
    let half = divisor / 2
    return value >= 0 ? (value + half) / divisor : -((-value + half) / divisor)
}
