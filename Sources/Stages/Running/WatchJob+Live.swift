import Analysis
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
        let earlier = try earlierRun()
        let start = EventContext.start(spec, SourceFacts(live: spec.source.url), analysis)
        let isSameJob = earlier?.state.startNow.differences(from: start).isEmpty ?? false
        let signalled = StopFlag()
        let context = EventContext(
            spec, start, origin: nil, analysis, continuing: earlier,
            after: isSameJob ? earlier?.state.lastSnippet?.key : nil)
        let recording = try recording(context)
        let events = try EventOutput(
            destination(earlier), context: context, outlivesTrouble: true, endsBySignal: { signalled.isSet },
            report: report)
        let words = NamingInForce(analysis.words)
        let plan = StandardGraph(spec, network: analysis.sizes)
        var options = LiveOptions(spec)
        options.resumption = (earlier?.state.end).map(LiveResumption.init)
        let reader = LiveReader(spec.source.url, options: options)
        let graph = StandardPipeline(plan).assembled(
            source: LiveSource(reader, heldBytes: plan.node(.source).heldBytes), interrupt: reader.interrupt,
            overload: Overload(OverloadLimits(spec, plan)), network: analysis.network(schedule: nil, words: words),
            restoration: (earlier?.state).flatMap(TrackStage.Restoration.init), video: recording, events: events)
        return WatchRun(
            source: nil, runner: try GraphRunner(graph), signalled: signalled, words: words, analysis: analysis)
    }

    /// What an earlier run has written, where this one goes on with it.
    private func earlierRun() throws -> LogRecovery? {
        guard policy == .resume, let path = spec.outputs.events.path else { return nil }
        guard let parts = videoParts else { return try LogRecovery.latest(path) }
        var recovery = LiveRecovery(events: path, video: parts)
        return try recovery.read()
    }

    /// Begins when the source has been reached. What a crash left torn is made to play again first.
    private func recording(_ context: EventContext) throws -> VideoOutput {
        guard let hold else { return VideoOutput(nil) }
        try hold.name.repair()
        let recorder = try recorder(
            hold, existing: policy == .overwrite ? .overwrite : .keep,
            startingAt: context.earlier?.videoEnd ?? .zero, continuing: nil)
        return VideoOutput(
            recorder, resuming: context.earlier, outlivesTrouble: true, onNewFile: tidying())
    }
}

extension LiveResumption {
    fileprivate init(_ end: LedgerEnd) {
        self.init(
            epoch: end.epoch, told: end.time,
            time: end.machineTime.map { Date(timeIntervalSince1970: Double($0.milliseconds) / 1_000) })
    }
}

extension TrackStage.Restoration {
    /// What sounded when the run ended ends with what comes next.
    fileprivate init?(_ state: LogState) {
        guard let end = state.end else { return nil }
        self.init(
            cut: SnippetKey(epoch: end.epoch, index: Int(end.time.wholeSecond)), nextTrack: state.nextTrack,
            open: state.openSounds.compactMap(OpenTrack.init))
    }
}
