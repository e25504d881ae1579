import Analysis
import Events
import Foundation
import Media
import MediaTypes
import Overlay
import Pipeline
import Recording
import Snippets
import TestSupport

@testable import Stages

/// The last two stages of a live pipeline, fed second by second with a clip as if a camera brought it.
struct OutputRun: ~Copyable {
    private var outputs: OutputSink<RotatingLog>
    private let snippets: [Snippet]
    private let epoch: Epoch
    private var next = 0
    static let noon = Date(timeIntervalSince1970: 1_795_608_000)

    /// - Parameter clip: cut once, and told of from `first` on.
    init(
        _ clip: Clip, events: String, video: String, segment: Int? = nil, rotation: RotationRule = RotationRule(),
        outlivesTrouble: Bool = true
    ) throws {
        var options = RecordingOptions()
        options.segmentSeconds = segment
        options.existing = .keep
        options.quality.preset = "ultrafast"
        let recorder = Recorder(
            try RecordingHold(RecordingName(video)), painter: OverlayPainter(font: try TextFont()), options: options)
        // A noncopyable value cannot be left half made: what throws comes first.
        let events = try EventOutput(
            try RotatingLog(events, sourceID: "yard", rule: rotation), context: Self.context,
            outlivesTrouble: outlivesTrouble, endsBySignal: { true }, report: { _ in })
        outputs = OutputSink(
            video: VideoOutput(recorder, outlivesTrouble: outlivesTrouble), events: events, overload: nil)
        snippets = clip.snippets
        epoch = clip.epoch
    }

    private static var context: EventContext {
        let start = StartRecord(
            version: "0.1.0", source: SourceFacts(kind: .live, name: "yard"), model: "m", vocabulary: "v", words: nil,
            options: JSONObject())
        return EventContext(
            start: start, vocabulary: VocabularyRecord(vocabulary: "v", model: "m", words: [], background: []),
            origin: nil, runDetails: JSONObject(), earlier: nil)
    }

    /// The next so many seconds.
    mutating func watch(_ count: Int) throws {
        if next == 0 { try pass(.epoch(epoch, ended: [])) }
        for _ in 0..<count {
            let snippet = snippets[next]
            next += 1
            try pass(
                .second(
                    LinkedSnippet(
                        snippet: snippet, state: .silent, dropReason: nil, isOverlayReduced: false, loudness: nil,
                        window: nil, labels: .none, tracks: [], events: [], latency: .none)))
        }
    }

    consuming func stop() throws {
        try pass(.end(ended: []))
        try outputs.finish(.drained)
    }

    private mutating func pass(_ item: LinkedItem) throws {
        try outputs.consume(item)
    }

    /// A clip cut into seconds.
    struct Clip: Sendable {
        let snippets: [Snippet]
        let epoch: Epoch

        init(_ path: String) throws {
            let reader = try MediaReader(path)
            var cutting = CutOptions()
            cutting.soundForm = Recorder.soundForm(for: reader.source)
            var cutter = SnippetCutter(reader.source, options: cutting)
            var items: [CutItem] = []
            while let item = try reader.next() { items += try cutter.add(item) }
            items += try cutter.finish()
            snippets = items.compactMap { if case .snippet(let snippet) = $0 { snippet } else { nil } }
            var epochs = items.compactMap { if case .epochBegan(let epoch) = $0 { epoch } else { nil } }
            epochs[0].origin = Epoch.Origin(time: OutputRun.noon, clock: .arrival)
            epoch = epochs[0]
        }
    }
}
