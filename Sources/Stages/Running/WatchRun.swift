package import Pipeline
package import Snippets

/// A run that is ready to go.
package struct WatchRun: Sendable {
    package let source: SourceDescription
    private let runner: GraphRunner
    private let signalled: StopFlag

    init(source: SourceDescription, runner: GraphRunner, signalled: StopFlag) {
        self.source = source
        self.runner = runner
        self.signalled = signalled
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
}
