import Foundation

/// `best`, `none` or the number of a stream.
struct StreamKind: SpecKind {
    let name = "best, none or the number of a stream"

    func read(_ text: String) throws(SpecComplaint) -> StreamWish {
        switch text {
        case "best": return .best
        case "none": return .none
        default:
            guard let index = Int(text), (0...9_999).contains(index) else { throw expected() }
            return .index(index)
        }
    }

    func text(of value: StreamWish) -> String {
        switch value {
        case .best: "best"
        case .none: "none"
        case .index(let index): "\(index)"
        }
    }
}

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

/// Width and height as `1920x1080`.
struct PictureSizeKind: SpecKind {
    private static let side = 16...32_768

    var name: String { "a size such as 1920x1080, each side \(Self.side.lowerBound) to \(Self.side.upperBound)" }

    func read(_ text: String) throws(SpecComplaint) -> PictureSize {
        let sides = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard sides.count == 2, let width = sides[0], let height = sides[1], Self.side.contains(width),
            Self.side.contains(height)
        else { throw expected() }
        return PictureSize(width: width, height: height)
    }

    func text(of value: PictureSize) -> String { "\(value.width)x\(value.height)" }
}

/// A level in dBFS, or `off`.
struct SilenceGateKind: SpecKind {
    private static let level = NumberKind(range: -120...0)

    var name: String { "off or \(Self.level.name)" }

    func read(_ text: String) throws(SpecComplaint) -> SilenceGateSpec {
        if text == "off" { return .off }
        do { return .level(try Self.level.read(text)) } catch { throw expected() }
    }

    func text(of value: SilenceGateSpec) -> String {
        switch value {
        case .off: "off"
        case .standard: Self.level.text(of: SilenceGateSpec.standardLevel)
        case .level(let level): Self.level.text(of: level)
        }
    }
}
