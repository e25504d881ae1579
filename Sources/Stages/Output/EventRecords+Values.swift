import Analysis
import Events
import Foundation
import Media
import MediaTypes
import Snippets

// The values of the analysis in the form in which the events say them.

extension WallClock {
    static var now: WallClock { WallClock(Date()) }

    init(_ date: Date) {
        self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1_000).rounded()))
    }
}

extension StageLatency {
    var wallFields: [WallFields.StageLatency] {
        stages.map { stage in
            let (seconds, attoseconds) = stage.duration.components
            let milliseconds = Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
            return WallFields.StageLatency(stage: stage.name, milliseconds: milliseconds)
        }
    }
}

extension SnippetState {
    init(_ state: LedgerState) {
        switch state {
        case .dropped: self = .dropped
        case .noVideo: self = .noVideo
        case .noAudio: self = .noAudio
        case .silent: self = .silent
        case .analysed: self = .analysed
        }
    }
}

extension SnippetAudio {
    init?(_ second: LinkedSnippet) {
        guard let loudness = second.loudness else { return nil }
        self.init(
            levelDBFS: loudness.level, peakDBFS: loudness.peak, missingSamples: second.snippet.missing,
            trimmedSamples: second.snippet.trimmed)
    }
}

extension KeyFrame {
    init?(_ snippet: Snippet) {
        guard let picture = snippet.keyPicture else { return nil }
        self.init(
            width: picture.displayedWidth, height: picture.displayedHeight, pts: picture.pts.ticks,
            timeBase: picture.pts.timeBase)
    }
}

extension SnippetWindow {
    init(_ window: ScheduledWindow) {
        self.init(from: window.from.index, to: window.to.index, isWarming: window.isWarming)
    }
}

extension LabelRecord {
    init(_ label: Label, track: Int) {
        self.init(
            label: label.word, score: Double(label.score), sounding: Double(label.sounding),
            known: label.known.flatMap(KnownSplit.init(rawValue:)), track: track, mask: RunLengthMask(label.mask))
    }
}

extension VideoPosition {
    init(_ span: RecordedSpan) {
        let start = span.start.rescaled(to: .milliseconds)
        self.init(
            pts: start.ticks, timeBase: .milliseconds, pictures: span.pictures,
            firstPicturePTS: span.firstPicture?.rescaled(to: .milliseconds).ticks, lostPictures: span.lostPictures)
    }
}

extension RecordedSpan {
    /// Where the second stands on its file's own clock, where that is not the recording's.
    var filePTS: Int64? { fileStart == start ? nil : fileStart.rescaled(to: .milliseconds).ticks }
}

extension DamageCounts {
    init(_ damage: SnippetDamage) {
        self.init(
            videoErrors: damage.videoErrors, audioErrors: damage.soundErrors,
            concealedPictures: damage.concealedPictures, latePictures: damage.latePictures)
    }
}

extension JSONObject {
    /// `drift_ms`, where it is known.
    init(_ drift: ClockDrift?) {
        self.init()
        guard let drift else { return }
        let tracks: [(String, Duration?)] = [("video", drift.video), ("audio", drift.sound)]
        append(
            "drift_ms",
            .object(
                JSONObject(
                    tracks.map { name, drift in
                        (name, drift.map { .integer(Int64(($0 / .milliseconds(1)).rounded())) } ?? .null)
                    })))
    }
}

extension SourceStatusRecord {
    init(_ status: SourceStatus) {
        self.init(status: status.state.rawValue, reason: status.reason?.rawValue, message: status.message)
    }
}

extension EventTime {
    init(_ origin: Epoch.Origin) {
        self.init(time: WallClock(origin.time), origin: origin.clock == .rtcpNTP ? .rtcpNTP : .arrival)
    }
}

extension EpochStart {
    init(_ epoch: Epoch) {
        self.init(
            reason: Reason(epoch.reason),
            video: epoch.videoStart.map(EpochStart.Track.init), audio: epoch.soundStart.map(EpochStart.Track.init),
            tracksAligned: epoch.alignedClocks)
    }
}

extension EpochStart.Reason {
    fileprivate init(_ reason: Epoch.Reason) {
        switch reason {
        case .open: self = .open
        case .backwards: self = .backwards
        case .forwards: self = .forwards
        case .format: self = .format
        }
    }
}

extension EpochStart.Track {
    fileprivate init(_ time: MediaTime) {
        self.init(pts: time.ticks, timeBase: time.timeBase)
    }
}

extension Track {
    var split: KnownSplit? { known.flatMap(KnownSplit.init(rawValue:)) }
}

extension SoundEndRecord.Reason {
    init(_ reason: TrackEndReason) {
        switch reason {
        case .silence: self = .silence
        case .gap: self = .gap
        case .epoch: self = .epoch
        case .vocabulary: self = .vocabulary
        case .stop: self = .stop
        }
    }
}
