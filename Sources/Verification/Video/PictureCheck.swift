import Events
import MediaTypes

/// Every second holds the pictures its line says, where it says, and no picture stands outside the seconds.
struct PictureCheck {
    let name: String
    let stretches: [EventAudit.Stretch]
    /// The run was interrupted: the file may hold more than the lines tell of.
    let isOpenEnded: Bool
    /// Where each epoch's media time 0 lies on the source's picture clock.
    let zeros: [Int: EpochStart.Track]
    /// Pictures behind the last line of an interrupted run.
    private(set) var behindEvents = 0

    /// Positions are written in milliseconds at the coarsest.
    private static let rounding: Int64 = 1_000

    init(name: String, stretches: [EventAudit.Stretch], zeros: [Int: EpochStart.Track], isOpenEnded: Bool) {
        self.name = name
        self.zeros = zeros
        self.stretches = stretches
        self.isOpenEnded = isOpenEnded
    }

    /// - Parameter pictures: starts, in microseconds, in the order shown.
    mutating func findings(_ pictures: [Int64]) -> [Finding] {
        var findings = order(pictures)
        var rest = pictures.sorted()[...]
        for stretch in stretches {
            guard let start = stretch.fileStart else { continue }
            let strays = take(from: &rest, before: start)
            findings += outside(strays, before: stretch)
            let own = take(from: &rest, before: start + stretch.length, wanted: stretch.video?.pictures)
            findings += self.findings(own, in: stretch)
        }
        return findings + behind(rest)
    }

    private func order(_ pictures: [Int64]) -> [Finding] {
        zip(pictures, pictures.dropFirst()).filter { $0 >= $1 }.prefix(5).map { earlier, later in
            finding(nil, "a picture at \(seconds(later)) is shown after one at \(seconds(earlier))")
        }
    }

    /// A picture belongs to the second it begins in, to half of what rounding may move it.
    ///
    /// - Parameter wanted: how many pictures the line tells of: it decides about one so near the end that rounding may have
    ///   moved it there.
    private func take(
        from rest: inout ArraySlice<Int64>, before end: Int64, wanted: Int? = nil
    ) -> ArraySlice<Int64> {
        let sure = rest.prefix { $0 < end - Self.rounding / 2 }.count
        let possible = rest.prefix { $0 < end + Self.rounding / 2 }.count
        let count = min(possible, max(sure, wanted ?? sure))
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    private func findings(_ pictures: ArraySlice<Int64>, in stretch: EventAudit.Stretch) -> [Finding] {
        var problems: [String] = []
        if let count = stretch.video?.pictures, count != pictures.count {
            problems.append("\(pictures.count) pictures, its line says \(count)")
        }
        if let expected = first(stretch), let found = pictures.first, abs(found - expected) > Self.rounding {
            problems.append("its first picture at \(seconds(found)), its line says \(seconds(expected))")
        }
        if let key = keyPicture(stretch), !pictures.contains(where: { abs($0 - key) <= Self.rounding }) {
            problems.append("no picture at \(seconds(key)), where the key picture belongs")
        }
        if stretch.snippet?.frame != nil, pictures.isEmpty { problems.append("no picture at all") }
        return problems.map { finding(stretch.line, "the second at \(seconds(stretch.fileStart ?? 0)) has \($0)") }
    }

    private func first(_ stretch: EventAudit.Stretch) -> Int64? {
        guard let video = stretch.video, let pts = video.firstPicturePTS, let fileStart = stretch.fileStart else {
            return nil
        }
        return MediaTime(pts, video.timeBase).microseconds - video.start + fileStart
    }

    /// Where the picture the network saw stands in the file.
    private func keyPicture(_ stretch: EventAudit.Stretch) -> Int64? {
        guard let frame = stretch.snippet?.frame, let fileStart = stretch.fileStart, stretch.video?.lostPictures == 0,
            let zero = zeros[stretch.span.epoch]
        else { return nil }
        let media = MediaTime(frame.pts, frame.timeBase).microseconds - MediaTime(zero.pts, zero.timeBase).microseconds
        return fileStart + media - stretch.span.start.microseconds
    }

    private func outside(_ strays: ArraySlice<Int64>, before stretch: EventAudit.Stretch) -> [Finding] {
        guard let first = strays.first else { return [] }
        return [finding(stretch.line, "\(strays.count) pictures from \(seconds(first)) on belong to no second")]
    }

    private mutating func behind(_ rest: ArraySlice<Int64>) -> [Finding] {
        guard let first = rest.first else { return [] }
        guard !isOpenEnded else {
            behindEvents = rest.count
            return []
        }
        return [finding(nil, "\(rest.count) pictures from \(seconds(first)) on stand behind the last second")]
    }

    private func finding(_ line: Int?, _ message: String) -> Finding {
        Finding(.video, line: line, "\(name): \(message)")
    }

    private func seconds(_ microseconds: Int64) -> String { "\(Double(microseconds) / 1e6) s" }
}
