import Analysis
package import Events
import Foundation
import MediaTypes
import Overlay
package import Recording
import Snippets

/// Paints labels over a snippet's pictures and writes them with their sound; flushed before the item goes on, so that
/// whatever is said about a second is said after its pictures have reached the file.
///
/// Without a recorder items pass unchanged.
package struct VideoOutput {
    private let recorder: Recorder?
    private let outlivesTrouble: Bool
    private let onNewFile: (String) -> Void
    private var clock: WorldClock
    private var watched: MediaTime
    private var trouble = OutputTrouble()
    private var lastFile: String?

    /// - Parameters:
    ///   - origin: the world's time of a file's first instant.
    ///   - earlier: what an interrupted run has written.
    ///   - outlivesTrouble: A video that cannot be written does not end the run: its seconds are left out until a new file
    ///     can be begun, and that is said.
    ///   - onNewFile: Called with each file's path when its first second is in it.
    package init(
        _ recorder: Recorder?, origin: EventTime? = nil, resuming earlier: LogState? = nil,
        outlivesTrouble: Bool = false,
        onNewFile: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.recorder = recorder
        self.outlivesTrouble = outlivesTrouble
        self.onNewFile = onNewFile
        clock = WorldClock(first: origin, resuming: earlier)
        watched = earlier?.ledger.total ?? .zero
    }

    /// Returns when what belongs to the item is in the file.
    mutating func record(_ input: LinkedItem) throws -> RecordedItem {
        switch input {
        case .epoch(let epoch, _):
            clock.begin(epoch, at: watched)
            return RecordedItem(item: input, outputStatus: try begin(epoch))
        case .second(let second):
            defer { watched = watched + second.snippet.duration }
            return try recorded(second)
        case .gap(let gap, _):
            watched = watched + (gap.span.upperBound.rescaled(to: .microseconds) - gap.span.lowerBound)
            return RecordedItem(item: input)
        case .notice, .status, .watched, .overload, .vocabulary, .end:
            return RecordedItem(item: input)
        }
    }

    /// Ends the last file in order.
    mutating func finish() throws {
        do {
            try recorder?.finish()
        } catch {
            // Only the index is missing, without which the file plays as well; the events have still to be ended.
            guard outlivesTrouble else { throw error }
        }
    }
}

extension VideoOutput {
    private mutating func begin(_ epoch: Epoch) throws -> OutputStatusRecord? {
        guard let recorder, let source = epoch.source else { return nil }
        do {
            try recorder.begin(source, at: date(.zero))
            return nil
        } catch {
            guard outlivesTrouble else { throw error }
            return trouble.fail(error, losing: .zero)
        }
    }

    private mutating func recorded(_ second: LinkedSnippet) throws -> RecordedItem {
        guard let recorder else { return RecordedItem(item: .second(second)) }
        var item = RecordedItem(item: .second(second))
        guard trouble.isDue else {
            recorder.skip(second.snippet.key, start: second.snippet.start, duration: second.snippet.duration)
            trouble.pass(second.snippet.duration)
            return item
        }
        do {
            item.span = try item.latency.measure("record") { try write(second, to: recorder) }
            item.outputStatus = trouble.end()
        } catch {
            guard outlivesTrouble else { throw error }
            recorder.abandonFile()
            item.outputStatus = trouble.fail(error, losing: second.snippet.duration)
        }
        return item
    }

    private mutating func write(_ second: LinkedSnippet, to recorder: Recorder) throws -> RecordedSpan {
        let snippet = second.snippet
        let place = try recorder.record(
            snippet.key, start: snippet.start, duration: snippet.duration, media: snippet.recording,
            scene: OverlayScene(second), at: date(snippet.start))
        if place.file != lastFile {
            lastFile = place.file
            onNewFile(place.file)
        }
        return RecordedSpan(snippet, place)
    }

    private func date(_ instant: MediaTime) -> Date? {
        clock.time(instant).map { Date(timeIntervalSince1970: Double($0.time.milliseconds) / 1_000) }
    }
}

extension RecordedSpan {
    fileprivate init(_ snippet: Snippet, _ place: Recorder.Place) {
        start = place.start
        file = place.file
        fileStart = place.fileStart
        pictures = place.pictures
        let given = snippet.recording.pictures
        // Where the writer left one out, the first may be that one.
        firstPicture = given.count == pictures ? given.first.map { place.start + ($0.time - snippet.start) } : nil
        lostPictures = given.count + snippet.recording.shedPictures - pictures
    }
}

extension OverlayScene {
    /// What is painted over every picture of a second.
    fileprivate init(_ second: LinkedSnippet) {
        let annotations = zip(second.labels.labels, second.tracks).map { label, track in
            Annotation(
                label: label.word, score: Double(label.score), mask: label.mask,
                colorIndex: Palette.index(ofTrack: track))
        }
        self.init(
            annotations: annotations, level: second.loudness?.level, caption: second.state.caption,
            isReduced: second.isOverlayReduced)
    }
}

extension LedgerState {
    /// What the viewer of a picture without labels should know.
    fileprivate var caption: String? {
        switch self {
        case .dropped: "not analysed"
        case .noAudio: "no sound"
        case .noVideo, .silent, .analysed: nil
        }
    }
}
