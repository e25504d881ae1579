package import Foundation
import Glibc
import Media
package import MediaTypes
package import Overlay
package import Snippets

/// Writes the recording of a source over all its life: one file, or one after the other.
///
/// The recording's clock starts at a given time with the first snippet and runs on over epochs and files. A new file begins
/// where a segment is full, or where the file cannot carry what the source has become; where segments are wanted, at every
/// change of the source's pictures or sound. Each file but one that goes on a cut one has a clock of its own from 0, and is
/// finished when the next begins. No file is written that was there before, unless the options say so. Not thread-safe.
package final class Recorder {
    /// Where a snippet stands in the recording.
    package struct Place: Sendable {
        /// On the recording's clock, in milliseconds: an event's `video.pts`.
        package let start: MediaTime
        /// The file that holds it.
        package let file: String
        /// On that file's own clock, in milliseconds.
        package let fileStart: MediaTime
        /// Pictures of the snippet that were written.
        package let pictures: Int
    }

    private let hold: RecordingHold
    private let painter: OverlayPainter
    private let options: RecordingOptions
    private var clock: RecordingClock
    private var source: SourceDescription?
    private var file: OpenFile?
    private var names: FileNames
    private var closed = RecordingStatistics()

    private struct OpenFile {
        let path: String
        let writer: AnnotatedVideoWriter
        let segment: Int64?
        /// Recording time of its own time 0; nil before its first snippet, which stands there.
        var zero: MediaTime?
        /// The source is another than at its beginning, and a new file is to hold it.
        var isOutdated = false
    }

    /// An interrupted recording that is taken up again.
    package struct Continuation: Sendable {
        /// The file that goes on with the recording's clock for its own; nil where the next has its own from 0.
        package let path: String?
        /// The files written before.
        package let kept: [String]

        package init(path: String?, kept: [String]) {
            self.path = path
            self.kept = kept
        }
    }

    /// - Parameters:
    ///   - hold: kept until the recorder goes, between its files too.
    ///   - startingAt: recording time of the first snippet.
    ///   - continuation: nil for a new recording.
    package init(
        _ hold: RecordingHold, painter: OverlayPainter, options: RecordingOptions = RecordingOptions(),
        startingAt: MediaTime = .zero, continuing continuation: Continuation? = nil
    ) {
        self.hold = hold
        self.painter = painter
        self.options = options
        clock = RecordingClock(startingAt: startingAt)
        names = FileNames(hold.name, existing: options.existing, continuing: continuation)
    }

    /// In which form `record` wants the sound of a source.
    package static func soundForm(for source: SourceDescription) -> CutOptions.RecordedForm {
        guard let sound = source.sound else { return .none }
        return sound.codecParameters.isCarriedByMP4 ? .packets : .frames
    }

    /// The source is this from here on. The first call creates the first file.
    ///
    /// - Parameter time: the world's time of the next snippet, where it is known.
    package func begin(_ changed: SourceDescription, at time: Date?) throws {
        let isChanged = source.map { !$0.recordsAlike(changed) } ?? false
        source = changed
        guard let open = file else {
            file = try opened(at: time, position: clock.start, changed)
            return
        }
        guard isChanged else { return }
        let isKept = try options.segmentSeconds == nil && open.writer.accept(changed)
        file?.isOutdated = !isKept
    }

    /// Encodes a snippet, its pictures with the scene over them, and its sound. They are in the file when this returns; the
    /// last 2048 samples of encoded sound follow with the next snippet.
    ///
    /// - Parameter time: the world's time of the snippet's start, where it is known.
    /// - Throws: what keeps it from being written. It is left out then; the next call goes on in the same file, or in a new
    ///   one after `abandonFile`.
    package func record(
        _ key: SnippetKey, start: MediaTime, duration: MediaTime, media: RecordedMedia, scene: OverlayScene,
        at time: Date?
    ) throws -> Place {
        let position = clock.place(key, start: start, duration: duration)
        // What a snippet without media of its own has is the end of the sound before it, which lies in that file.
        let goesOn = media.pictures.isEmpty && media.sound.isEmpty && file?.zero != nil
        if !goesOn { try endFullFile(position, at: time) }
        let (path, writer, zero) = try openFile(for: position, at: time)
        let before = writer.statistics.pictures
        try writer.append(media, scene: scene, offset: clock.offset - zero)
        try writer.flushFragment()
        return Place(
            start: position, file: path, fileStart: position - zero, pictures: writer.statistics.pictures - before)
    }

    /// Leaves a snippet out: only the clock goes on.
    package func skip(_ key: SnippetKey, start: MediaTime, duration: MediaTime) {
        _ = clock.place(key, start: start, duration: duration)
    }

    /// Gives up the file that could not be written; what was recorded stays in it. The next snippet begins a new one.
    package func abandonFile() {
        guard let abandoned = file else { return }
        close(abandoned)
        // Nothing is lost with a file that never got a byte.
        if abandoned.writer.statistics.byteCount == 0 { unlink(abandoned.path) }
    }

    /// Writes the rest of the last file and its index of key frames. Nothing may follow.
    package func finish() throws {
        guard let last = file else { return }
        defer { close(last) }
        try last.writer.finish()
    }

    package var statistics: RecordingStatistics {
        file.map { closed + $0.writer.statistics } ?? closed
    }

    /// The file being written; nil before the first and after the last.
    package var currentFile: String? { file?.path }
}

extension Recorder {
    /// Ends the file where the next snippet belongs into another.
    private func endFullFile(_ position: MediaTime, at time: Date?) throws {
        guard let open = file, open.isOutdated || open.segment != options.segment(at: time, position) else { return }
        if open.zero == nil { abandonFile() } else { try finish() }
    }

    /// The file for a snippet, and where on the recording's clock its own begins.
    private func openFile(
        for position: MediaTime, at time: Date?
    ) throws -> (path: String, writer: AnnotatedVideoWriter, zero: MediaTime) {
        guard let source else { preconditionFailure("a recording begins before its first snippet") }
        var open = try file ?? opened(at: time, position: position, source)
        let zero = open.zero ?? position
        open.zero = zero
        file = open
        return (open.path, open.writer, zero)
    }

    private func opened(at time: Date?, position: MediaTime, _ source: SourceDescription) throws -> OpenFile {
        let name = names.next(at: time)
        let writer = try AnnotatedVideoWriter(
            path: name.path, source: source, painter: painter, options: options, overwrites: name.replaces)
        names.took(name)
        return OpenFile(
            path: name.path, writer: writer, segment: options.segment(at: time, position),
            zero: name.isContinued ? .zero : nil)
    }

    private func close(_ old: OpenFile) {
        closed = closed + old.writer.statistics
        file = nil
    }
}
