import Analysis
import Events
import MediaTypes
import Recording

/// Where an interrupted run is taken up again.
struct Resumption {
    /// The first second that is new.
    let cut: SnippetKey
    /// The first second that is read again, to refill the window and to find the open sounds' masks.
    let first: SnippetKey
    /// The schedule, as it stood before `first`.
    let schedule: WindowSchedule
    /// What is kept of the events.
    let recovery: LogRecovery
    let restoration: TrackStage.Restoration
    /// The video file that goes on, and where on the recording's clock it does; nil without video.
    let video: VideoParts.Continuation?

    /// Finds the last second that is whole in both outputs. Nothing is changed yet.
    ///
    /// - Parameter isStopped: see `WrittenSeconds.lastWhole`.
    /// - Returns: nil where no second is whole, so that the run begins afresh.
    init?(events: String, video path: String?, schedule: WindowSchedule, isStopped: Bool) throws {
        let parts = try path.map(VideoParts.init)
        let all = try WrittenSeconds(events)
        guard let last = all.lastWhole(in: parts?.wholeEnd, isStopped: isStopped) else { return nil }
        let written = try WrittenSeconds(events, through: last.key)
        recovery = try LogRecovery.read(events, keep: .through(last.key))
        cut = SnippetKey(epoch: last.key.epoch, index: last.key.index + 1)
        (first, self.schedule) = Self.refill(before: cut, written, schedule)
        restoration = TrackStage.Restoration(
            cut: cut, nextTrack: recovery.state.nextTrack,
            open: recovery.state.openSounds.compactMap { OpenTrack($0, written.tracks[$0.begin.track]) })
        video = parts.map { $0.continuation(at: last.videoEnd ?? .zero) }
    }

    /// Goes on behind all that was told of a live source; of a second that its video does not hold nothing was told. Only where
    /// the video lost what had been written to it, the events are cut to what it still holds.
    init(live events: String, video path: String?, schedule: WindowSchedule) throws {
        let parts = try path.map(VideoParts.init)
        let all = try WrittenSeconds(events)
        let last = all.lastWhole(in: parts?.wholeEnd, isStopped: false)
        let isWhole = last?.key == all.seconds.last?.key
        recovery = try LogRecovery.read(
            events, keep: last.map { isWhole ? .everything : .through($0.key) } ?? .everything)
        let span = recovery.state.recent.last?.ledgerSpan
        cut = SnippetKey(epoch: span?.epoch ?? 0, index: last.map { $0.key.index + 1 } ?? 0)
        first = cut
        self.schedule = schedule
        restoration = TrackStage.Restoration(
            cut: SnippetKey(epoch: span?.epoch ?? 0, index: 0), nextTrack: recovery.state.nextTrack,
            open: recovery.state.openSounds.compactMap { OpenTrack($0, all.tracks[$0.begin.track]) })
        video = parts.map { $0.continuation(at: last?.videoEnd ?? .zero) }
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

extension OpenTrack {
    /// A sound that the log has begun and not ended, from its labels so far.
    fileprivate init?(_ sound: OpenSound, _ labels: WrittenSeconds.Sounding?) {
        guard let labels else { return nil }
        let begin = sound.begin
        let track = Track(
            id: begin.track, word: begin.label, known: begin.known?.rawValue, begin: begin.start, end: labels.end,
            score: Float(labels.score), sounding: Float(labels.sounding), labelledSeconds: labels.seconds)
        let reported = sound.update.map { $0.span.end - MediaTime(seconds: 1) } ?? begin.start
        self.init(track: track, lastKey: labels.last, reported: reported)
    }
}
