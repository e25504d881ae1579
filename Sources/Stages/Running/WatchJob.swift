import Bundles
package import Events
import Foundation
import Media
import MediaTypes
import Overlay
package import Pipeline
import Recording
import Snippets
package import Specs
import VisionLanguage

/// One pipeline over one source, from spec to outputs.
package struct WatchJob {
    let spec: PipelineSpec
    let policy: OutputPolicy
    let analysis: AnalysisSetup
    let complain: @Sendable (String) -> Void
    /// Nil where nothing is recorded.
    let hold: RecordingHold?

    /// Checks the outputs, and holds the recording for this run; then loads the model and the words.
    ///
    /// - Parameters:
    ///   - turns: Shared by all pipelines of the process; nil where there is one.
    ///   - complain: Told what went wrong beside the run, which goes on.
    package init(
        _ spec: PipelineSpec, policy: OutputPolicy, models: LoadedModels, turns: Turns? = nil,
        complain: @escaping @Sendable (String) -> Void
    ) throws {
        self.complain = complain
        Secrets.shared.protect(secretsOf: spec)
        try OutputCheck(spec, policy).run()
        hold = try spec.outputs.video.path.map { try RecordingHold(RecordingName($0)) }
        self.spec = spec
        self.policy = policy
        analysis = try AnalysisSetup(spec.model, models: models, turns: turns)
    }

    /// Opens the outputs, and the source where it is a file, assembles the graph, and removes what is kept no longer.
    ///
    /// - Parameters:
    ///   - destination: Makes the destination of the events, given what is kept of an earlier run's.
    ///   - report: Called after each second is written.
    package func prepared<Destination: EventDestination & ~Copyable>(
        destination: (LogRecovery?) throws -> Destination, report: @escaping @Sendable (RunProgress) -> Void
    ) throws -> WatchRun {
        let run =
            spec.source.isLive
            ? try preparedLive(destination: destination, report: report)
            : try preparedFile(destination: destination, report: report)
        OutputFolder(spec.outputs).tidy(now: Date()).forEach(complain)
        return run
    }

    private func preparedFile<Destination: EventDestination & ~Copyable>(
        destination: (LogRecovery?) throws -> Destination, report: @escaping @Sendable (RunProgress) -> Void
    ) throws -> WatchRun {
        let whole = try MediaReader(spec.source.url, options: MediaReaderOptions(spec))
        let start = EventContext.start(spec, try SourceFacts(file: spec.source.url, whole.source), analysis)
        guard var resumption = try resumption(start) else {
            if policy == .resume, let events = spec.outputs.events.path { try Resumption.removeBeginnings(of: events) }
            return try run(whole, nil, start, destination: destination, report: report)
        }
        let rest = try MediaReader(spec.source.url, options: MediaReaderOptions(spec, from: resumption.first))
        try resumption.cutOutputs()
        return try run(rest, resumption, start, destination: destination, report: report)
    }

    private func resumption(_ start: StartRecord) throws -> Resumption? {
        guard policy == .resume, let events = spec.outputs.events.path else { return nil }
        guard let found = try LogRecovery.latest(events, keep: .everything) else { return nil }
        try found.requireSame(as: start)
        if let stop = found.state.stop, stop.reason == .endOfStream {
            throw WatchError.alreadyComplete(path: events)
        }
        return try Resumption(
            events: events, video: videoParts, schedule: analysis.schedule, isStopped: found.state.stop != nil)
    }

    /// The video of an earlier run; nil where none is recorded.
    var videoParts: VideoParts? {
        spec.outputs.video.path.map {
            VideoParts(RecordingName($0), isSegmented: spec.outputs.video.segmentSeconds != nil)
        }
    }

    private func run<Destination: EventDestination & ~Copyable>(
        _ reader: sending MediaReader, _ resumption: Resumption?, _ start: StartRecord,
        destination: (LogRecovery?) throws -> Destination, report: @escaping @Sendable (RunProgress) -> Void
    ) throws -> WatchRun {
        let source = reader.source
        let interrupt = reader.interrupt
        let signalled = StopFlag()
        let origin = try spec.source.startTime.origin(of: source, path: spec.source.url)
        let context = EventContext(
            spec, start, origin: origin, analysis, continuing: resumption?.recovery, after: resumption?.lastKept)
        let recording = try recording(source, resumption, context)
        let events = try EventOutput(
            destination(resumption?.recovery), context: context, endsBySignal: { signalled.isSet }, report: report)
        let words = NamingInForce(analysis.words)
        let plan = plan(for: source)
        let graph = StandardPipeline(plan).assembled(
            source: SnippetSource(
                reader, options: CutOptions(spec, source, from: resumption?.first),
                heldBytes: plan.node(.source).heldBytes),
            interrupt: interrupt, overload: nil,
            network: analysis.network(schedule: resumption?.schedule, words: words),
            restoration: resumption?.restoration, video: recording, events: events)
        return WatchRun(
            source: source, runner: try GraphRunner(graph), signalled: signalled,
            words: words, analysis: analysis)
    }

    /// The graph with rings for the pictures this source has, not for the largest the spec allows.
    private func plan(for source: SourceDescription) -> StandardGraph {
        var sized = spec
        if let video = source.video {
            sized.source.maximumPicture = PictureSize(width: video.displayedWidth, height: video.displayedHeight)
        }
        return StandardGraph(sized, network: analysis.sizes)
    }

    private func recording(
        _ source: SourceDescription, _ resumption: Resumption?, _ context: EventContext
    ) throws -> VideoOutput {
        guard let hold else { return VideoOutput(nil) }
        let recorder = try recorder(
            hold, existing: policy == .refuse ? .refuse : .overwrite, startingAt: resumption?.video?.end ?? .zero,
            continuing: (resumption?.video).map { Recorder.Continuation(path: $0.path, kept: $0.kept) })
        try begin(recorder, source, resumption, context)
        return VideoOutput(recorder, origin: context.origin, resuming: context.earlier, onNewFile: tidying())
    }

    func recorder(
        _ hold: RecordingHold, existing: RecordingOptions.ExistingFile, startingAt start: MediaTime,
        continuing continuation: Recorder.Continuation?
    ) throws -> Recorder {
        var options = RecordingOptions(spec.outputs.video, threads: spec.threads.encoder)
        options.existing = existing
        let painter = OverlayPainter(font: try TextFont(), style: OverlayStyle(spec.outputs.video))
        return Recorder(
            hold, painter: painter, options: options, startingAt: start, continuing: continuation)
    }

    /// Removes segments that are kept no longer whenever there is a new one.
    func tidying() -> @Sendable (String) -> Void {
        let folder = OutputFolder(spec.outputs)
        return { [complain] path in folder.tidyVideo(writing: path, now: Date()).forEach(complain) }
    }

    /// The first file is created before anything runs: what keeps it from being written is said at once.
    private func begin(
        _ recorder: Recorder, _ source: SourceDescription, _ resumption: Resumption?, _ context: EventContext
    ) throws {
        let watched = resumption?.recovery.state.ledger.total ?? .zero
        let time = context.origin.map {
            Date(timeIntervalSince1970: Double($0.time.milliseconds) / 1_000 + watched.seconds)
        }
        if let name = hold?.name, name.saysTime, time == nil { throw WatchError.unknownTime(path: name.pattern) }
        try recorder.begin(source, at: time)
    }
}
