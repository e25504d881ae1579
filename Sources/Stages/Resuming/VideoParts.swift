import Foundation
import MediaTypes
import Recording

/// The files of one recording: `NAME.mp4`, and where runs were interrupted `NAME.part2.mp4` and on. All share one clock.
struct VideoParts {
    /// How a recording goes on.
    struct Continuation {
        /// The parts that keep something, in order.
        fileprivate let kept: [RecordedMovie]
        /// Files of later parts, which begin behind the cut.
        fileprivate let later: [String]
        /// Where the recording is cut: what lies behind is written again.
        let end: MediaTime
        /// The file that goes on.
        let path: String

        /// Cuts the parts at `end` and removes those that begin behind it.
        func cut() throws {
            for movie in kept { _ = try movie.truncate(to: end) }
            for path in later { try FileManager.default.removeItem(atPath: path) }
        }
    }

    private let path: String
    /// Nil for a part whose header never reached the disk.
    private var movies: [RecordedMovie?] = []

    init(_ path: String) throws {
        self.path = path
        var part = 1
        while FileManager.default.fileExists(atPath: Self.path(of: path, part: part)) {
            movies.append(try Self.movie(Self.path(of: path, part: part)))
            part += 1
        }
    }

    /// Where the last whole fragment ends on the recording's clock; zero where there is none.
    var wholeEnd: MediaTime { movies.compactMap { $0?.end }.max() ?? .zero }

    /// Goes on at `end` in a new part, or in place of a part that begins there.
    func continuation(at end: MediaTime) -> Continuation {
        let kept = movies.prefix { movie in movie?.start.map { $0 < end } ?? false }.compactMap(\.self)
        let later = movies.indices.dropFirst(kept.count).map { Self.path(of: path, part: $0 + 1) }
        return Continuation(kept: kept, later: later, end: end, path: Self.path(of: path, part: kept.count + 1))
    }

    private static func movie(_ path: String) throws -> RecordedMovie? {
        do throws(RecordingError) {
            return try RecordedMovie(path: path)
        } catch .notFragmented {
            return nil
        }
    }

    static func path(of path: String, part: Int) -> String {
        guard part > 1 else { return path }
        let url = URL(filePath: path)
        let name = "\(url.deletingPathExtension().lastPathComponent).part\(part).\(url.pathExtension)"
        return url.deletingLastPathComponent().appending(path: name).relativePath
    }
}

extension RecordedMovie {
    /// Where the first whole fragment begins on the recording's clock.
    fileprivate var start: MediaTime? { (fragments.first?.pictures ?? fragments.first?.sound)?.lowerBound }
}
