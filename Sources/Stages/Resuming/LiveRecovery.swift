import Events
import Foundation

/// What an earlier run of a live source left: its events, up to where its video holds what they tell of.
struct LiveRecovery {
    private let events: String
    private var video: VideoParts

    init(events: String, video: VideoParts) {
        self.events = events
        self.video = video
    }

    /// Reads what is there. Nothing is changed but where files of events that were rotated lie behind the cut: those go.
    ///
    /// Only a power cut loses video that events tell of, and only the newest of it.
    ///
    /// - Returns: nil where there is none.
    mutating func read() throws -> LogRecovery? {
        guard let whole = try LogRecovery.latest(events) else { return nil }
        let isAtRest = whole.state.stop == nil && !EventLog.isBeingWritten(whole.path)
        guard isAtRest, let (lost, later) = try firstLost() else { return whole }
        var recovery = try LogRecovery.read(lost.events, keep: .before(lost.key))
        try recovery.undoRotation(to: events, removing: later)
        return recovery
    }

    /// The first second whose pictures are lost, and the files of events behind the one that tells of it.
    private mutating func firstLost() throws -> (WrittenSeconds.Second, later: [String])? {
        let rotated = try RotatedName(of: events).files()
        let recent = rotated.filter { file in
            rotated.last.map { $0.written.milliseconds - file.written.milliseconds <= Self.longestLoss } ?? false
        }
        let files = recent.map(\.path) + (FileManager.default.fileExists(atPath: events) ? [events] : [])
        guard let lost = try video.firstLost(of: WrittenSeconds(files).seconds) else { return nil }
        return (lost, Array(files.drop { $0 != lost.events }.dropFirst()))
    }

    /// The system brings to the disk within half a minute what was written; in milliseconds, with much to spare.
    private static let longestLoss: Int64 = 5 * 60_000
}
