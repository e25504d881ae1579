import Foundation

/// `container`, `none`, an RFC 3339 time or a `strptime` pattern.
struct StartTimeKind: SpecKind {
    let name = "container, none, a time such as 2026-11-22T20:30:00Z or a pattern such as yard-%Y%m%dT%H%M%S"

    func read(_ text: String) throws(SpecComplaint) -> StartTime {
        switch text {
        case "container": return .container
        case "none": return .none
        case _ where text.contains("%"): return .named(text)
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

    private static func date(_ text: String) -> Date? {
        // The two forms are two strategies; that one of them does not fit is no error.
        (try? Date(text, strategy: .iso8601))
            ?? (try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
    }
}
