import Bundles
package import Events
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

    /// Checks the outputs, then loads the model and the words.
    ///
    /// - Parameter turns: Shared by all pipelines of the process; nil where there is one.
    package init(_ spec: PipelineSpec, policy: OutputPolicy, models: LoadedModels, turns: Turns? = nil) throws {
        Secrets.shared.protect(secretsOf: spec)
        try OutputCheck(spec, policy).run()
        self.spec = spec
        self.policy = policy
        analysis = try AnalysisSetup(spec.model, models: models, turns: turns)
    }

    /// Opens the outputs, and the source where it is a file, and assembles the graph.
    ///
    /// - Parameters:
    ///   - destination: Makes the destination of the events, given what is kept of an earlier run's.
    ///   - report: Called after each second is written.
    package func prepared<Destination: EventDestination & ~Copyable>(
        destination: (LogRecovery?) throws -> Destination, report: @escaping @Sendable (RunProgress) -> Void
    ) throws -> WatchRun {
        if spec.source.isLive { return try preparedLive(destination: destination, report: report) }
        let whole = try MediaReader(spec.source.url, options: MediaReaderOptions(spec))
        let start = EventContext.start(spec, try SourceFacts(file: spec.source.url, whole.source), analysis)
        guard let resumption = try resumption(start) else {
            return try run(whole, nil, start, destination: destination, report: report)
        }
        let rest = try MediaReader(spec.source.url, options: MediaReaderOptions(spec, from: resumption.first))
        try resumption.video?.cut()
        return try run(rest, resumption, start, destination: destination, report: report)
    }

    private func resumption(_ start: StartRecord) throws -> Resumption? {
        guard policy == .resume, let events = spec.outputs.events.path else { return nil }
        let found = try LogRecovery.read(events)
        try found.requireSame(as: start)
        if let stop = found.state.stop, stop.reason == .endOfStream {
            throw WatchError.alreadyComplete(path: events)
        }
        return try Resumption(
            events: events, video: spec.outputs.video.path, schedule: analysis.schedule,
            isStopped: found.state.stop != nil)
    }

    private func run<Destination: EventDestination & ~Copyable>(
        _ reader: sending MediaReader, _ resumption: Resumption?, _ start: StartRecord,
        destination: (LogRecovery?) throws -> Destination, report: @escaping @Sendable (RunProgress) -> Void
    ) throws -> WatchRun {
        let source = reader.source
        let interrupt = reader.interrupt
        let signalled = StopFlag()
        let writer = try writer(source, resumption)
        let origin = try spec.source.startTime.origin(of: source, path: spec.source.url)
        let context = EventContext(spec, start, origin: origin, analysis, resumption)
        let events = try EventSink(
            destination(resumption?.recovery), context: context, endsBySignal: { signalled.isSet }, report: report)
        let words = NamingInForce(analysis.words)
        let plan = plan(for: source)
        let graph = StandardPipeline(plan).assembled(
            source: SnippetSource(
                reader, options: CutOptions(spec, source, from: resumption?.first),
                heldBytes: plan.node(.source).heldBytes),
            interrupt: interrupt, overload: nil,
            network: analysis.network(schedule: resumption?.schedule, words: words),
            restoration: resumption?.restoration, recording: RecordStage(writer), events: events)
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

    func writer(_ source: SourceDescription, _ resumption: Resumption?) throws -> AnnotatedVideoWriter? {
        guard let path = spec.outputs.video.path else { return nil }
        var options = RecordingOptions(spec.outputs.video, threads: spec.threads.encoder)
        options.overwrites = policy != .refuse
        let painter = OverlayPainter(font: try TextFont(), style: OverlayStyle(spec.outputs.video))
        return try AnnotatedVideoWriter(
            path: resumption?.video?.path ?? path, source: source, painter: painter, options: options,
            startingAt: resumption?.video?.end ?? .zero)
    }
}
