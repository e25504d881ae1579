import Events
import Foundation
import Media
import MediaTypes
import Snippets

/// The source cut into seconds once more, held against the events and the video made of it.
package struct SourceAudit {
    package let path: String
    package private(set) var findings: [Finding] = []
    /// Seconds and gaps compared.
    package private(set) var stretchCount = 0
    private let events: EventAudit
    private let isOpenEnded: Bool
    private var extent = Extent()
    private var alignment = SoundAlignment()

    /// - Throws: `VerificationError` where the events are not of a file, `FFmpegError` where the source cannot be opened.
    package init(_ path: String, events: EventAudit, video: VideoAudit?) throws {
        self.path = path
        self.events = events
        isOpenEnded = !events.isFinished || events.stop?.reason != .endOfStream
        guard let start = events.start, start.source.kind == .file else {
            throw VerificationError.unreadable(
                path: path, reason: "the events are those of a live source, which cannot be read again")
        }
        try compareSize(start.source)
        try cut(Self.options(start.source))
        if let video {
            findings += try ExtentCheck(
                events: events, source: extent, alignment: alignment, video: video, isOpenEnded: isOpenEnded
            ).findings()
        }
    }

    private mutating func compareSize(_ source: SourceFacts) throws {
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber
        guard let stated = source.bytes, let size, size.int64Value != stated else { return }
        findings.append(Finding(.source, "\(path) has \(size) bytes, the source watched had \(stated)"))
    }

    /// The streams that were watched.
    private static func options(_ source: SourceFacts) -> MediaReaderOptions {
        var options = MediaReaderOptions()
        options.videoStream = source.video.map { .index($0.stream) } ?? .none
        options.audioStream = source.audio.map { .index($0.stream) } ?? .none
        return options
    }

    private mutating func cut(_ options: MediaReaderOptions) throws {
        var cutting = CutOptions()
        cutting.soundForm = .frames
        let reader = try MediaReader(path, options: options)
        var cutter = SnippetCutter(reader.source, options: cutting)
        while let item = try reader.next() { compare(try cutter.add(item)) }
        compare(try cutter.finish())
        let rest = events.stretches.dropFirst(stretchCount)
        guard let first = rest.first else { return }
        findings.append(
            Finding(
                .source, line: first.line,
                "the source ends before \(Self.place(first.span)): \(rest.count) lines have nothing behind them"))
    }

    private mutating func compare(_ items: [CutItem]) {
        for item in items {
            switch item {
            case .snippet(let snippet):
                measure(snippet)
                compare(SourceStretch(snippet))
            case .gap(let gap): compare(SourceStretch(gap))
            case .epochBegan, .notice, .status, .watched: break
            }
        }
    }

    private mutating func compare(_ stretch: SourceStretch) {
        guard stretchCount < events.stretches.count else {
            if !isOpenEnded {
                findings.append(Finding(.source, "no line for \(Self.place(stretch.span)) of the source"))
            }
            return
        }
        let line = events.stretches[stretchCount]
        stretchCount += 1
        findings += Self.problems(line, stretch).map { Finding(.source, line: line.line, $0) }
    }

    private static func problems(_ line: EventAudit.Stretch, _ stretch: SourceStretch) -> [String] {
        let (found, told) = (stretch.span, line.span)
        guard found.epoch == told.epoch, abs(found.start.microseconds - told.start.microseconds) <= 1,
            abs(found.end.microseconds - told.end.microseconds) <= 1
        else {
            return [
                "the line tells of \(place(told)) to \(told.end.seconds) s, the source has \(place(found)) to \(found.end.seconds) s"
            ]
        }
        switch (line.snippet, stretch.second) {
        case (let snippet?, let second?): return problems(snippet, line.video, second)
        case (nil, nil): return []
        case (nil, _): return ["a gap, where the source has a second"]
        case (_, nil): return ["a second, where the source has nothing"]
        }
    }

    private static func problems(
        _ snippet: EventAudit.Stretch.Snippet, _ video: VideoPosition?, _ second: SourceStretch.Second
    ) -> [String] {
        var problems: [String] = []
        if let frame = snippet.frame, !second.pictures.contains(MediaTime(frame.pts, frame.timeBase).microseconds) {
            problems.append("the source has no picture with pts \(frame.pts) in this second")
        }
        if snippet.state == .noVideo, second.pictureCount > 0 {
            problems.append("the source has \(second.pictureCount) pictures")
        }
        if snippet.state == .noAudio, second.hasSound { problems.append("the source has sound") }
        if let pictures = video?.pictures, pictures + (video?.lostPictures ?? 0) != second.pictureCount {
            problems.append(
                "the line tells of \(pictures) pictures and \(video?.lostPictures ?? 0) lost, the source has \(second.pictureCount)"
            )
        }
        if let audio = snippet.audio, abs(audio.missingSamples - second.missingSamples) > 16 {
            problems.append(
                "the line tells of \(audio.missingSamples) missing samples, the source lacks \(second.missingSamples)")
        }
        return problems
    }

    /// Only what the events tell of is compared with the video.
    private mutating func measure(_ snippet: Snippet) {
        guard stretchCount < events.stretches.count, let video = events.stretches[stretchCount].video else { return }
        let offset = video.start - snippet.start.microseconds
        alignment.add(snippet, start: video.start)
        for picture in snippet.recording.pictures {
            extent.addPicture(
                offset + picture.time.microseconds, end: offset + (picture.time + picture.frame.duration).microseconds)
        }
        for case .frame(let frame, let time) in snippet.recording.sound {
            extent.addSound(
                offset + time.microseconds, end: offset + (time + frame.duration).microseconds)
        }
    }

    private static func place(_ span: MediaSpan) -> String { "epoch \(span.epoch), \(span.start.seconds) s" }
}
