import Events
import Foundation
import Media
import Snippets
import Specs

extension StartTime {
    /// The world's time of the source's first instant; nil where it is not known: never the time of processing.
    func origin(of source: SourceDescription, path: String) throws -> EventTime? {
        switch self {
        case .none: nil
        case .container: source.creationTime.map { EventTime(time: WallClock($0), origin: .container) }
        case .at(let date): EventTime(time: WallClock(date), origin: .startTime)
        case .named(let pattern):
            EventTime(
                time: try Self.time(inNameOf: URL(filePath: path).lastPathComponent, pattern: pattern),
                origin: .fileName)
        }
    }

    private static func time(inNameOf name: String, pattern: String) throws -> WallClock {
        guard let seconds = TimePattern(pattern).seconds(in: name) else {
            throw WatchError.badFileName(name: name, pattern: pattern)
        }
        return WallClock(milliseconds: seconds * 1_000)
    }
}
