import Analysis
import Events
import Foundation
import MediaTypes
import Recording

/// Where an interrupted run is taken up again.
struct Resumption {
    /// The first second that is new.
    let cut: SnippetKey
    /// The second before it.
    var lastKept: SnippetKey { SnippetKey(epoch: cut.epoch, index: cut.index - 1) }
    /// The first second that is read again, to refill the window and to find the open sounds' masks.
    let first: SnippetKey
    /// The schedule, as it stood before `first`.
    let schedule: WindowSchedule
    /// What is kept of the events.
    private(set) var recovery: LogRecovery
    /// The events' file, and those begun behind the one that is cut.
    private let events: (path: String, later: [String])
    let restoration: TrackStage.Restoration
    /// The video file that goes on, and where on the recording's clock it does; nil without video.
    let video: VideoParts.Continuation?

    /// Finds the last second that is whole in both outputs. Nothing is changed yet.
    ///
    /// - Parameter isStopped: see `WrittenSeconds.settled`.
    /// - Returns: nil where no second is whole, so that the run begins afresh.
    init?(events: String, video parts: VideoParts?, schedule: WindowSchedule, isStopped: Bool) throws {
        var parts = parts
        let rotated = try RotatedName(of: events).files().map(\.path)
        let files = rotated + (FileManager.default.fileExists(atPath: events) ? [events] : [])
        let written = try WrittenSeconds(files)
        let all = written.seconds
        let settled = written.settled(isStopped: isStopped)
        let lastWhole = try parts == nil ? settled.last : parts?.lastWhole(of: settled)
        guard let last = lastWhole else { return nil }
        recovery = try LogRecovery.read(last.events, keep: .through(last.key))
        self.events = (events, Array(files.drop { $0 != last.events }.dropFirst()))
        cut = SnippetKey(epoch: last.key.epoch, index: last.key.index + 1)
        (first, self.schedule) = Self.refill(before: cut, written.through(last.key), schedule)
        restoration = TrackStage.Restoration(
            cut: cut, nextTrack: recovery.state.nextTrack,
            open: recovery.state.openSounds.compactMap(OpenTrack.init))
        video = try parts?.continuation(behind: last, of: all)
    }

    /// Cuts the video, and takes back rotations of the events behind the cut.
    mutating func cutOutputs() throws {
        try video?.cut()
        try recovery.undoRotation(to: events.path, removing: events.later)
    }

    /// The two seconds before the cut are analysed again, for the linker; what their windows need comes before them.
    private static func refill(
        before cut: SnippetKey, _ written: WrittenSeconds, _ schedule: WindowSchedule
    ) -> (SnippetKey, WindowSchedule) {
        let replayed = SnippetKey(epoch: cut.epoch, index: max(0, cut.index - 2))
        guard let run = written.runStart(of: replayed) else { return (replayed, schedule) }
        var resumed = schedule
        let first = schedule.refillStart(for: replayed, runStart: run)
        resumed.resume(runStart: run, at: first)
        return (first, resumed)
    }
}

extension Resumption {
    /// Removes what was rotated away before the first second was told of: a run that begins afresh says it again. Files that
    /// tell of seconds stay.
    static func removeBeginnings(of events: String) throws {
        for file in try RotatedName(of: events).files() where try LogRecovery.read(file.path).state.recent.isEmpty {
            try FileManager.default.removeItem(atPath: file.path)
        }
    }
}

extension OpenTrack {
    /// A sound that the log has begun and not ended, from its labels so far.
    init?(_ sound: OpenSound) {
        let (begin, labels) = (sound.begin, sound.labelled)
        guard let last = labels.last else { return nil }
        let track = Track(
            id: begin.track, word: begin.label, known: begin.known?.rawValue, begin: begin.start, end: labels.end,
            score: Float(labels.score), sounding: Float(labels.sounding), labelledSeconds: labels.seconds)
        let reported = sound.updated.map { $0 - MediaTime(seconds: 1) } ?? begin.start
        self.init(track: track, lastKey: last, reported: reported)
    }
}
