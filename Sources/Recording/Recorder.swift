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

    private let name: RecordingName
    private let painter: OverlayPainter
    private let options: RecordingOptions
    private var clock: RecordingClock
    private var source: SourceDescription?
    private var file: OpenFile?
    /// Files that must not be overwritten: those of this recording.
    private var own: Set<String>
    private var firstFile: String?
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
    ///   - startingAt: recording time of the first snippet.
    ///   - continuation: nil for a new recording.
    package init(
        _ name: RecordingName, painter: OverlayPainter, options: RecordingOptions = RecordingOptions(),
        startingAt: MediaTime = .zero, continuing continuation: Continuation? = nil
    ) {
        self.name = name
        self.painter = painter
        self.options = options
        clock = RecordingClock(startingAt: startingAt)
        firstFile = continuation?.path
        own = Set(continuation?.kept ?? [])
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
        guard let open = file, open.isOutdated || open.segment != segment(at: time, position) else { return }
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
        let runsOn = firstFile != nil
        let (path, overwrites) = firstFile.map { ($0, options.existing == .overwrite) } ?? freeName(at: time)
        firstFile = nil
        let writer = try AnnotatedVideoWriter(
            path: path, source: source, painter: painter, options: options, overwrites: overwrites)
        own.insert(path)
        return OpenFile(
            path: path, writer: writer, segment: segment(at: time, position), zero: runsOn ? .zero : nil)
    }

    /// The name of the next file, and whether it may replace one that is there.
    private func freeName(at time: Date?) -> (path: String, overwrites: Bool) {
        var part = 1
        while true {
            let path = name.path(at: time, part: part)
            guard own.contains(path) || FileManager.default.fileExists(atPath: path) else { return (path, false) }
            let isForeign = !own.contains(path)
            if isForeign, options.existing == .overwrite { return (path, true) }
            // To be refused by the system, with its reason.
            if isForeign, options.existing == .refuse, part == 1 { return (path, false) }
            part += 1
        }
    }

    /// The number of the segment an instant lies in: segments begin at whole multiples of their length, in the world's time
    /// where it is known, else in the recording's.
    private func segment(at time: Date?, _ position: MediaTime) -> Int64? {
        options.segmentSeconds.map { length in
            let second = time.map { Int64($0.timeIntervalSince1970.rounded(.down)) } ?? position.wholeSecond
            return second.flooredQuotient(by: Int64(length))
        }
    }

    private func close(_ old: OpenFile) {
        closed = closed + old.writer.statistics
        file = nil
    }
}

extension SourceDescription {
    /// Whether the pictures and the sound of both are of one kind for a recording.
    fileprivate func recordsAlike(_ other: SourceDescription) -> Bool {
        guard video?.displayedWidth == other.video?.displayedWidth,
            video?.displayedHeight == other.video?.displayedHeight
        else { return false }
        switch (sound?.codecParameters, other.sound?.codecParameters) {
        case (let one?, let two?): return one.describesSameSound(as: two)
        case (nil, nil): return true
        case (nil, _), (_, nil): return false
        }
    }
}

extension Int64 {
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
