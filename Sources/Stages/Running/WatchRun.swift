package import Pipeline
package import Snippets
import Specs
package import Words

/// A run that is ready to go.
package struct WatchRun: Sendable {
    /// Nil for a live source, which is not reached yet.
    package let source: SourceDescription?
    private let runner: GraphRunner
    private let signalled: StopFlag
    private let words: NamingInForce
    private let analysis: AnalysisSetup

    init(
        source: SourceDescription?, runner: GraphRunner, signalled: StopFlag, words: NamingInForce,
        analysis: AnalysisSetup
    ) {
        self.source = source
        self.runner = runner
        self.signalled = signalled
        self.words = words
        self.analysis = analysis
    }

    /// Runs to the end of the source or until stopped.
    ///
    /// - Throws: `StageFailure`, naming the stage.
    package func callAsFunction() async throws -> RunOutcome { try await runner.run() }

    /// Stops reading; what is under way is finished within `limit`, the rest is recorded unanalysed.
    package func stop(drainWithin limit: Duration) {
        signalled.set()
        runner.stop(drainWithin: limit)
    }

    /// Names by other words from the next snippet on; nothing else of the run is touched.
    ///
    /// - Throws: where one of them is too long for a prompt; the old words stay in force.
    package func changeWords(to words: [WordEntry], onlyWords: Bool) throws {
        self.words.change(to: try analysis.words(words, onlyWords: onlyWords))
    }

    /// Whether the last line has been written and every output is closed.
    package var hasClosedOutputs: Bool {
        let sink = runner.statistics.stages.first { $0.name == NodeName.outputs.rawValue }
        return sink.map { $0.state != .ready && $0.state != .running } ?? false
    }

    /// Rises with every step that any stage takes: a run whose number stands still is stuck or has nothing to do.
    package var movement: Int {
        runner.statistics.stages.reduce(0) { $0 + $1.received + $1.emitted }
    }
}
