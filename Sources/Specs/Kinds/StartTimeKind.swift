import Foundation

/// `container`, `none`, an RFC 3339 time or a `strptime` pattern.
struct StartTimeKind: SpecKind {
    let name = "container, none, a time such as 2026-11-22T20:30:00Z or a pattern such as yard-%Y%m%dT%H%M%S"

    func read(_ text: String) throws(SpecComplaint) -> StartTime {
        switch text {
        case "container": return .container
        case "none": return .none
        case _ where text.contains("%"):
            try requireDate(text)
            return .named(text)
        default:
            guard let date = Self.date(text) else { throw expected() }
            return .at(date)
        }
    }

    func text(of value: StartTime) -> String {
        switch value {
        case .container: "container"
        case .none: "none"
        case .at(let date): date.formatted(.iso8601)
        case .named(let pattern): pattern
        }
    }

    /// A pattern without its day would tell of a day that nobody meant.
    private func requireDate(_ pattern: String) throws(SpecComplaint) {
        let months = ["%m", "%b", "%B", "%h"], conversions = pattern.replacing("%%", with: "")
        guard conversions.contains("%Y"), conversions.contains("%d"), months.contains(where: conversions.contains)
        else {
            throw SpecComplaint("has a pattern that names no day; it needs %Y, %m and %d")
        }
    }

    private static func date(_ text: String) -> Date? {
        // The two forms are two strategies; that one of them does not fit is no error.
        (try? Date(text, strategy: .iso8601))
            ?? (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
    }
}
