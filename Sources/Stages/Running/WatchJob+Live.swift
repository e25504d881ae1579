import Events
import Live
import Media
import Overlay
import Pipeline
import Recording
import Snippets
import Specs

// Sources that are watched for ever: what they are is known when they are reached.
extension WatchJob {
    func preparedLive<Destination: EventDestination & ~Copyable>(
        destination: (LogRecovery?) throws -> Destination, report: @escaping @Sendable (RunProgress) -> Void
    ) throws -> WatchRun {
        guard policy != .resume else { throw WatchError.liveNotResumed }
        let start = EventContext.start(spec, SourceFacts(live: spec.source.url), analysis)
        let signalled = StopFlag()
        let context = EventContext(spec, start, origin: nil, analysis, nil)
        let events = try EventSink(
            destination(nil), context: context, endsBySignal: { signalled.isSet }, report: report)
        let words = NamingInForce(analysis.words)
        let plan = StandardGraph(spec, network: analysis.sizes)
        let reader = LiveReader(spec.source.url, options: LiveOptions(spec))
        let graph = StandardPipeline(plan).assembled(
            source: LiveSource(reader, heldBytes: plan.node(.source).heldBytes), interrupt: reader.interrupt,
            overload: Overload(OverloadLimits(spec, plan)), network: analysis.network(schedule: nil, words: words),
            restoration: nil, recording: RecordStage(nil, opening: recordingOpener), events: events)
        return WatchRun(
            source: nil, runner: try GraphRunner(graph), signalled: signalled, words: words, analysis: analysis)
    }

    /// Makes the recording of what the source turns out to be.
    private var recordingOpener: ((SourceDescription) throws -> AnnotatedVideoWriter)? {
        guard spec.outputs.video.path != nil else { return nil }
        return { [self] source in
            guard let writer = try writer(source, nil) else { preconditionFailure("a path was set") }
            return writer
        }
    }
}
