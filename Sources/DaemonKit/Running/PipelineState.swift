import Specs
import Stages
import Synchronization

/// What a pipeline is to do and what it does at the moment: changed by its service, by reloads and by a stop.
final class PipelineState: Sendable {
    enum Phase: Sendable, Equatable {
        case starting
        case running
        /// It failed and is tried again.
        case resting
        case ended(PipelineResult)
    }

    private struct State {
        /// Nil once the pipeline was removed.
        var wanted: PipelineFile?
        /// Rises with every spec that asks for a new start.
        var revision = 0
        var isStopping = false
        var phase = Phase.starting
        var run: WatchRun?
        var nap: Task<Void, Never>?
        var ends: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>
    private let changed: @Sendable () -> Void

    init(_ pipeline: PipelineFile, changed: @escaping @Sendable () -> Void) {
        state = Mutex(State(wanted: pipeline))
        self.changed = changed
    }

    var phase: Phase { state.withLock { $0.phase } }
    var wanted: PipelineFile? { state.withLock { $0.wanted } }
    /// Nothing of it is left to be written.
    var hasClosedOutputs: Bool { state.withLock { $0.run }?.hasClosedOutputs ?? true }
    var movement: Int? { state.withLock { $0.run }?.movement }

    /// The pipeline to run next, nil where there is none any more.
    func begin() -> (pipeline: PipelineFile, revision: Int)? {
        state.withLock { state in
            guard !state.isStopping, let wanted = state.wanted else { return nil }
            return (wanted, state.revision)
        }
    }

    /// Whether something else is wanted by now than what was begun as `revision`.
    func isOutdated(_ revision: Int) -> Bool {
        let isOutdated = state.withLock { state in
            state.run = nil
            return state.revision != revision
        }
        return isOutdated
    }

    /// Whether what was begun as `revision` shall go on.
    func isWanted(_ revision: Int) -> Bool {
        state.withLock { !$0.isStopping && $0.wanted != nil && $0.revision == revision }
    }

    /// The run has been made and begins.
    func adopt(_ run: WatchRun, _ revision: Int) {
        let isObsolete = state.withLock { state in
            state.run = run
            state.phase = .running
            return state.isStopping || state.revision != revision
        }
        changed()
        if isObsolete { run.stop(drainWithin: PipelineService.drainLimit) }
    }

    func rest(_ time: Duration) async {
        let nap = Task<Void, Never> {
            // Being woken is no error.
            try? await Task.sleep(for: time)
        }
        let isWanted = state.withLock { state in
            guard !state.isStopping, state.wanted != nil else { return false }
            state.nap = nap
            state.phase = .resting
            return true
        }
        changed()
        if !isWanted { nap.cancel() }
        await nap.value
    }

    func end(_ result: PipelineResult) {
        let ends = state.withLock { state in
            state.run = nil
            state.phase = .ended(result)
            defer { state.ends = [] }
            return state.ends
        }
        changed()
        ends.forEach { $0.resume() }
    }

    func waitForEnd() async {
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if case .ended = state.phase { return true }
                state.ends.append(continuation)
                return false
            }
            if hasEnded { continuation.resume() }
        }
    }
}

// What others ask of it.
extension PipelineState {
    /// - Throws: where the new words cannot be used, or the file's outputs could not be gone on with; then nothing changes.
    func change(to pipeline: PipelineFile) throws {
        let (old, run) = state.withLock { ($0.wanted, $0.run) }
        guard let old, old != pipeline else { return }
        guard let run else { return replace(by: pipeline) }
        guard pipeline.differsInWordsOnly(from: old) else {
            try FileJobChange(old: old.spec, new: pipeline.spec).requirePossible()
            return replace(by: pipeline)
        }
        try run.changeWords(to: pipeline.spec.model.words, onlyWords: pipeline.spec.model.usesOnlyWords)
        state.withLock { $0.wanted = pipeline }
    }

    func remove() { replace(by: nil) }

    func stop() {
        let run = state.withLock { state in
            state.isStopping = true
            state.nap?.cancel()
            return state.run
        }
        run?.stop(drainWithin: PipelineService.drainLimit)
    }

    private func replace(by pipeline: PipelineFile?) {
        let run = state.withLock { state in
            state.wanted = pipeline
            state.revision += 1
            state.nap?.cancel()
            return state.run
        }
        run?.stop(drainWithin: PipelineService.drainLimit)
    }
}
