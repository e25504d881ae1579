import MediaTypes

/// Media time as people say it.
enum MediaClock {
    /// `0:07`, `12:40`, `2:15:21`.
    static func text(_ time: MediaTime) -> String {
        let seconds = time.wholeSecond.magnitude
        let parts = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { String($0) }
        let padded = parts.map { $0.count < 2 ? "0" + $0 : $0 }
        let text = seconds < 3_600 ? "\(parts[1]):\(padded[2])" : "\(parts[0]):\(padded[1]):\(padded[2])"
        return (time < .zero ? "-" : "") + text
    }

    /// Right-aligned over the first ten hours.
    static func aligned(_ time: MediaTime) -> String {
        let text = text(time)
        return String(repeating: " ", count: max(0, 7 - text.count)) + text
    }
}

extension Decimal {
    /// A probability in whole percent.
    static func percent(_ value: Double) -> String {
        (text(value * 100, places: 0, fewest: 0) ?? "–") + " %"
    }
}
