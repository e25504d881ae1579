import Foundation
import MediaTypes
import Recording

/// The files of a recording that an interrupted run left, as its events name them.
struct VideoParts {
    /// How a recording goes on.
    struct Continuation {
        /// The file that holds the last second kept, and where on its own clock that ends.
        fileprivate let last: (movie: RecordedMovie, end: MediaTime)
        /// Files that begin behind the cut.
        fileprivate let later: [String]
        /// Where on the recording's clock it is cut: what lies behind is written again.
        let end: MediaTime
        /// The file that goes on with the recording's clock; nil where the next file has a clock of its own.
        let path: String?
        /// The files that keep something, in order.
        let kept: [String]

        /// Cuts the recording at `end` and removes the files that begin behind it.
        func cut() throws {
            _ = try last.movie.truncate(to: last.end)
            for path in later { try FileManager.default.removeItem(atPath: path) }
        }
    }

    private let name: RecordingName
    private let isSegmented: Bool
    private var movies: [String: RecordedMovie?] = [:]

    init(_ name: RecordingName, isSegmented: Bool) {
        self.name = name
        self.isSegmented = isSegmented
    }

    /// The last second that is whole in its file.
    mutating func lastWhole(of seconds: ArraySlice<WrittenSeconds.Second>) throws -> WrittenSeconds.Second? {
        for second in seconds.reversed() {
            if let place = second.video, let end = try movie(path(of: place))?.end, place.fileEnd <= end {
                return second
            }
        }
        return nil
    }

    /// The first of the last seconds whose pictures never reached the disk; nil where the last one's have. Those of a file
    /// that is not there were taken away, which is no loss.
    mutating func firstLost(of seconds: [WrittenSeconds.Second]) throws -> WrittenSeconds.Second? {
        var lost: WrittenSeconds.Second?
        for second in seconds.reversed() {
            guard let place = second.video else { continue }
            guard FileManager.default.fileExists(atPath: path(of: place)) else { return lost }
            guard try !(movie(path(of: place))?.holds(place) ?? false) else { return lost }
            lost = second
        }
        return lost
    }

    /// Goes on behind `last`, which is whole, in a new file, or in place of one that begins there.
    mutating func continuation(
        behind last: WrittenSeconds.Second, of seconds: [WrittenSeconds.Second]
    ) throws -> Continuation? {
        guard let place = last.video, let movie = try movie(path(of: place)) else { return nil }
        let kept = paths(of: seconds.filter { $0.key <= last.key })
        let begun = paths(of: seconds.filter { $0.key > last.key })
        // Parts that no line names: they were begun, and the run ended before it could say so.
        let unnamed = try name.saysTime ? [] : name.files().map(\.path)
        let later = (begun + unnamed.filter { !begun.contains($0) }).filter {
            !kept.contains($0) && FileManager.default.fileExists(atPath: $0)
        }
        let runsOn = !isSegmented && !name.saysTime
        return Continuation(
            last: (movie, place.fileEnd), later: later, end: place.end,
            path: runsOn ? name.path(at: nil, part: kept.count + 1) : nil, kept: kept)
    }

    private func paths(of seconds: [WrittenSeconds.Second]) -> [String] {
        var paths: [String] = []
        for place in seconds.compactMap(\.video) where paths.last != path(of: place) { paths.append(path(of: place)) }
        return paths
    }

    private func path(of place: WrittenSeconds.Place) -> String {
        place.file.map { name.path(ofFile: $0) } ?? name.fixedPath ?? name.pattern
    }

    /// Nil for a file that is not there, or whose header never reached the disk.
    private mutating func movie(_ path: String) throws -> RecordedMovie? {
        if let known = movies[path] { return known }
        let found = try FileManager.default.fileExists(atPath: path) ? Self.read(path) : nil
        movies[path] = .some(found)
        return found
    }

    private static func read(_ path: String) throws -> RecordedMovie? {
        do throws(RecordingError) {
            return try RecordedMovie(path: path)
        } catch .notFragmented {
            return nil
        }
    }
}

extension RecordedMovie {
    /// Whether a second's fragment is there. A last picture need not be shown to the second's end.
    fileprivate func holds(_ place: WrittenSeconds.Place) -> Bool {
        if place.hasPictures {
            return fragments.contains { $0.pictures.map { place.span.contains($0.lowerBound) } ?? false }
        }
        let middle = place.span.lowerBound.seconds / 2 + place.span.upperBound.seconds / 2
        return fragments.contains { $0.sound.map { $0.upperBound.seconds > middle } ?? false }
    }
}

extension WrittenSeconds.Place {
    /// On the file's own clock; a picture's time is rounded to its track's ticks.
    fileprivate var span: Range<MediaTime> {
        let tick = MediaTime(1, .milliseconds)
        return fileStart - tick..<fileEnd - tick
    }
}
