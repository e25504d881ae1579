import Foundation
import Media
import MediaTypes
import Overlay
import Recording
import Snippets

/// A source recorded from end to end, as the pipeline does it.
struct Recorded {
    let path: String
    let source: SourceDescription
    private(set) var snippets: [Snippet] = []
    /// Where each stands.
    private(set) var places: [Recorder.Place] = []
    var positions: [MediaTime] { places.map(\.start) }
    private(set) var statistics = RecordingStatistics()

    init(
        _ sourcePath: String, to path: String, options: RecordingOptions = Recorded.fast,
        continuingAt: MediaTime? = nil,
        from: SnippetKey? = nil, time: Date? = nil, finishes: Bool = true,
        scene: (Snippet) -> OverlayScene = { _ in .empty }
    ) throws {
        var reading = MediaReaderOptions()
        reading.from = from
        let reader = try MediaReader(sourcePath, options: reading)
        var cutting = CutOptions()
        cutting.soundForm = Recorder.soundForm(for: reader.source)
        cutting.from = from
        var cutter = SnippetCutter(reader.source, options: cutting)
        let painter = OverlayPainter(font: try TextFont())
        let recorder = Recorder(
            try RecordingHold(RecordingName(path)), painter: painter, options: options,
            startingAt: continuingAt ?? .zero,
            continuing: continuingAt.map { _ in Recorder.Continuation(path: path, kept: []) })
        self.path = path
        source = reader.source
        try recorder.begin(source, at: time)
        while let item = try reader.next() { try add(try cutter.add(item), to: recorder, time, scene) }
        try add(try cutter.finish(), to: recorder, time, scene)
        if finishes { try recorder.finish() }
        statistics = recorder.statistics
    }

    static var fast: RecordingOptions {
        var options = RecordingOptions()
        options.quality.preset = "ultrafast"
        options.quality.threads = 1
        return options
    }

    private mutating func add(
        _ items: [CutItem], to recorder: Recorder, _ time: Date?, _ scene: (Snippet) -> OverlayScene
    ) throws {
        for case .snippet(let snippet) in items {
            let time = time?.addingTimeInterval(snippet.start.seconds)
            places.append(
                try recorder.record(
                    snippet.key, start: snippet.start, duration: snippet.duration, media: snippet.recording,
                    scene: scene(snippet), at: time))
            snippets.append(snippet)
        }
    }
}
