import Events
import Foundation
import Live
import Media
import MediaTypes
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
        let start = EventContext.start(spec, SourceFacts(live: spec.source.url), analysis)
        let resumption = try liveResumption(start)
        try resumption?.video?.cut()
        let signalled = StopFlag()
        let context = EventContext(spec, start, origin: nil, analysis, resumption)
        let events = try EventSink(
            destination(resumption?.recovery), context: context, endsBySignal: { signalled.isSet }, report: report)
        let words = NamingInForce(analysis.words)
        let plan = StandardGraph(spec, network: analysis.sizes)
        var options = LiveOptions(spec)
        options.resumption = resumption.flatMap { LiveResumption($0.recovery.state) }
        let reader = LiveReader(spec.source.url, options: options)
        let graph = StandardPipeline(plan).assembled(
            source: LiveSource(reader, heldBytes: plan.node(.source).heldBytes), interrupt: reader.interrupt,
            overload: Overload(OverloadLimits(spec, plan)), network: analysis.network(schedule: nil, words: words),
            restoration: resumption?.restoration, recording: RecordStage(nil, opening: recordingOpener(resumption)),
            events: events)
        return WatchRun(
            source: nil, runner: try GraphRunner(graph), signalled: signalled, words: words, analysis: analysis)
    }

    private func liveResumption(_ start: StartRecord) throws -> Resumption? {
        guard policy == .resume, let events = spec.outputs.events.path else { return nil }
        try LogRecovery.read(events).requireSame(as: start)
        return try Resumption(live: events, video: spec.outputs.video.path, schedule: analysis.schedule)
    }

    /// Makes the recording of what the source turns out to be.
    private func recordingOpener(
        _ resumption: Resumption?
    ) -> ((SourceDescription) throws -> AnnotatedVideoWriter)? {
        guard spec.outputs.video.path != nil else { return nil }
        return { [self] source in
            guard let writer = try writer(source, resumption) else { preconditionFailure("a path was set") }
            return writer
        }
    }
}

extension LiveResumption {
    /// nil where nothing of the source has been told yet.
    fileprivate init?(_ state: LogState) {
        guard let last = state.recent.last, let span = last.ledgerSpan else { return nil }
        let time = last.ledgerTime.map { time in
            Date(timeIntervalSince1970: Double(time.time.milliseconds) / 1_000 + (span.end - span.start).seconds)
        }
        self.init(epoch: span.epoch, told: span.end, time: time)
    }
}
