import Analysis
import MediaTypes
import Overlay
import Pipeline
package import Recording
package import Snippets

/// Paints labels over a snippet's pictures and writes them with their sound; flushed before the item goes on, so that
/// whatever is said about a second is said after its pictures have reached the file.
///
/// Without a writer items pass unchanged.
package struct RecordStage: Stage {
    private var writer: AnnotatedVideoWriter?
    private let opening: ((SourceDescription) throws -> AnnotatedVideoWriter)?

    /// - Parameters:
    ///   - writer: nil writes no video, or none yet.
    ///   - opening: Makes the writer when the first epoch tells what the source is.
    package init(
        _ writer: AnnotatedVideoWriter?, opening: ((SourceDescription) throws -> AnnotatedVideoWriter)? = nil
    ) {
        self.writer = writer
        self.opening = opening
    }

    package mutating func process(_ input: LinkedItem, emit: (RecordedItem) throws -> Void) throws {
        if writer == nil, case .epoch(let epoch, _) = input, let source = epoch.source { writer = try opening?(source) }
        guard let writer, case .second(let second) = input else {
            return try emit(RecordedItem(item: input, span: nil, latency: .none))
        }
        var latency = StageLatency()
        let span = try latency.measure("record") {
            let snippet = second.snippet
            let before = writer.statistics.pictures
            let start = try writer.append(
                snippet.key, start: snippet.start, duration: snippet.duration, media: snippet.recording,
                scene: OverlayScene(second))
            try writer.flushFragment()
            return RecordedSpan(snippet, start: start, pictures: writer.statistics.pictures - before)
        }
        try emit(RecordedItem(item: input, span: span, latency: latency))
    }

    package mutating func drain(emit: (RecordedItem) throws -> Void) throws {
        try writer?.finish()
    }
}

extension RecordedSpan {
    fileprivate init(_ snippet: Snippet, start: MediaTime, pictures: Int) {
        self.start = start
        self.pictures = pictures
        let given = snippet.recording.pictures
        // Where the writer left one out, the first may be that one.
        firstPicture = given.count == pictures ? given.first.map { start + ($0.time - snippet.start) } : nil
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
