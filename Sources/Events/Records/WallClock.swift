/// An instant of the world's time, UTC, in milliseconds since 1970 without leap seconds.
package struct WallClock: Sendable, Hashable, Comparable {
    package let milliseconds: Int64

    /// The years a four-digit year can say.
    package static let earliest = WallClock(milliseconds: -62_167_219_200_000)
    package static let latest = WallClock(milliseconds: 253_402_300_799_999)

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static func < (left: WallClock, right: WallClock) -> Bool { left.milliseconds < right.milliseconds }

    /// `2026-11-22T20:36:40.250Z`. Instants outside the years 0 to 9999 are printed as the nearest one inside.
    package var text: String {
        let clamped = min(max(self, .earliest), .latest)
        let (day, millisecond) = clamped.milliseconds.flooredQuotientAndRemainder(dividingBy: 86_400_000)
        let date = CalendarDate(daysSince1970: day)
        let second = millisecond / 1_000
        let clock = [second / 3_600, second / 60 % 60, second % 60].map { Self.padded($0, to: 2) }.joined(
            separator: ":")
        let fraction = Self.padded(millisecond % 1_000, to: 3)
        return "\(Self.padded(date.year, to: 4))-\(Self.padded(date.month, to: 2))-\(Self.padded(date.day, to: 2))"
            + "T\(clock).\(fraction)Z"
    }

    /// Reads RFC 3339 with any number of fraction digits (those beyond the third are dropped), `Z` or an offset.
    package init?(parsing text: String) {
        guard let match = text.wholeMatch(of: Self.pattern) else { return nil }
        let part = { (index: Int) -> Int64? in match.output[index].substring.flatMap { Int64($0) } }
        guard let year = part(1), let month = part(2), let day = part(3), let hour = part(4), let minute = part(5),
            let second = part(6), (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
        else { return nil }
        let fraction = (match.output[7].substring.map(String.init) ?? "").prefix(3)
        let millisecond = Int64(fraction + String(repeating: "0", count: 3 - fraction.count)) ?? 0
        let zone = ((part(9) ?? 0) * 60 + (part(10) ?? 0)) * (match.output[8].substring == "-" ? -1 : 1)
        let days = CalendarDate(year: year, month: month, day: day).daysSince1970
        let seconds = days * 86_400 + hour * 3_600 + (minute - zone) * 60 + second
        self.init(milliseconds: seconds * 1_000 + millisecond)
    }

    private static var pattern: Regex<AnyRegexOutput> {
        Regex(/(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):?(\d\d))/)
    }

    private static func padded(_ number: Int64, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// A day of the proleptic Gregorian calendar. Years are counted from March, so that the leap day comes last.
private struct CalendarDate {
    let year: Int64
    let month: Int64
    let day: Int64

    private static let daysOf400Years: Int64 = 146_097
    /// From 0000-03-01 to 1970-01-01.
    private static let daysBefore1970: Int64 = 719_468

    init(year: Int64, month: Int64, day: Int64) {
        self.year = year
        self.month = month
        self.day = day
    }

    init(daysSince1970: Int64) {
        let (era, dayOfEra) = (daysSince1970 + Self.daysBefore1970)
            .flooredQuotientAndRemainder(dividingBy: Self.daysOf400Years)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    var daysSince1970: Int64 {
        let marchYear = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = marchYear.flooredQuotientAndRemainder(dividingBy: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * Self.daysOf400Years + dayOfEra - Self.daysBefore1970
    }
}

extension Int64 {
    fileprivate func flooredQuotientAndRemainder(dividingBy divisor: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

extension JSONObject {
    func wallClock(_ key: String) throws(EventError) -> WallClock {
        let text = try string(key)
        guard let clock = WallClock(parsing: text) else {
            throw .field(path: key, problem: "is \"\(text)\", no RFC 3339 time")
        }
        return clock
    }
}
