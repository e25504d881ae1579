/// When a file of events is renamed and begun anew. Either may be left out.
package struct RotationRule: Sendable, Equatable {
    /// The file is at least so large.
    package var bytes: Int?
    /// A whole multiple of so many seconds, UTC, has passed since its first line.
    package var seconds: Int?

    package init(bytes: Int? = nil, seconds: Int? = nil) {
        self.bytes = bytes
        self.seconds = seconds
    }

    func isDue(size: Int64, begun: WallClock, now: WallClock) -> Bool {
        if let bytes, size >= Int64(bytes) { return true }
        guard let seconds else { return false }
        let length = Int64(seconds) * 1_000
        return now.milliseconds.flooredQuotient(by: length) > begun.milliseconds.flooredQuotient(by: length)
    }
}

extension Int64 {
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
