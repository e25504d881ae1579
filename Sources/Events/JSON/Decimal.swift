import MediaTypes

/// Numbers as decimal text by rule alone: no locale, no shortest-digits search, the same bytes everywhere.
enum Decimal {
    /// `value` to `places` decimals, halves away from zero, with at least `fewest` of them; nil where it is not finite or too large.
    static func text(_ value: Double, places: Int, fewest: Int) -> String? {
        let scaled = (value * power(places)).rounded(.toNearestOrAwayFromZero)
        guard let units = Int64(exactly: scaled) else { return nil }
        return text(units: units, places: places, fewest: fewest)
    }

    /// Seconds with one to six decimals.
    static func seconds(_ time: MediaTime) -> String {
        text(units: time.rescaled(to: .microseconds).ticks, places: 6, fewest: 1)
    }

    /// The decimal number `units` · 10^−`places`.
    static func text(units: Int64, places: Int, fewest: Int) -> String {
        var digits = String(units.magnitude)
        digits = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        var fraction = digits.suffix(places)
        while fraction.count > fewest, fraction.last == "0" { fraction.removeLast() }
        let whole = digits.dropLast(places)
        return (units < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// The microseconds a decimal number of seconds states, nil where the text is no number or beyond ±10¹² s.
    static func microseconds(_ text: String) -> Int64? {
        exactMicroseconds(text) ?? roundedMicroseconds(text)
    }

    private static func exactMicroseconds(_ text: String) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts[0].count <= 13, let whole = Int64(parts[0]) else { return nil }
        let fraction = parts.count == 2 ? String(parts[1]) : "0"
        guard (1...6).contains(fraction.count), let part = UInt32(fraction) else { return nil }
        let micros = Int64(part) * Int64(power(6 - fraction.count))
        let magnitude = Int64(whole.magnitude) * 1_000_000 + micros
        return text.hasPrefix("-") ? -magnitude : magnitude
    }

    private static func roundedMicroseconds(_ text: String) -> Int64? {
        guard let value = Double(text), abs(value) <= 1e12 else { return nil }
        return Int64((value * 1e6).rounded(.toNearestOrAwayFromZero))
    }

    private static func power(_ places: Int) -> Double {
        (0..<places).reduce(1) { product, _ in product * 10 }
    }
}
