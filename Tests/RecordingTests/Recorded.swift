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
    /// What `append` returned for each.
    private(set) var positions: [MediaTime] = []
    private(set) var statistics = RecordingStatistics()

    init(
        _ sourcePath: String, to path: String, options: RecordingOptions = Recorded.fast, startingAt: MediaTime = .zero,
        from: SnippetKey? = nil, finishes: Bool = true, scene: (Snippet) -> OverlayScene = { _ in .empty }
    ) throws {
        var reading = MediaReaderOptions()
        reading.from = from
        let reader = try MediaReader(sourcePath, options: reading)
        var cutting = CutOptions()
        cutting.soundForm = AnnotatedVideoWriter.soundForm(for: reader.source)
        cutting.from = from
        var cutter = SnippetCutter(reader.source, options: cutting)
        let painter = OverlayPainter(font: try TextFont())
        let writer = try AnnotatedVideoWriter(
            path: path, source: reader.source, painter: painter, options: options, startingAt: startingAt)
        self.path = path
        source = reader.source
        while let item = try reader.next() { try add(try cutter.add(item), to: writer, scene) }
        try add(try cutter.finish(), to: writer, scene)
        if finishes { try writer.finish() }
        statistics = writer.statistics
    }

    static var fast: RecordingOptions {
        var options = RecordingOptions()
        options.quality.preset = "ultrafast"
        options.quality.threads = 1
        return options
    }

    private mutating func add(
        _ items: [CutItem], to writer: AnnotatedVideoWriter, _ scene: (Snippet) -> OverlayScene
    ) throws {
        for case .snippet(let snippet) in items {
            positions.append(
                try writer.append(
                    snippet.key, start: snippet.start, duration: snippet.duration, media: snippet.recording,
                    scene: scene(snippet)))
            try writer.flushFragment()
            snippets.append(snippet)
        }
    }
}
