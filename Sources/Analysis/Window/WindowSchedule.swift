package import MediaTypes

/// Decides which five snippets form a window and which of them it emits.
///
/// A **run** is a stretch of consecutive snippets that have a picture. Windows never leave their run, and every
/// snippet of a run is emitted exactly once, in order, whatever the stride. The schedule depends on positions in the
/// run only, never on time of arrival, so the same run always gives the same windows.
package struct WindowSchedule: Sendable {
    /// Snippets in a window: the mask decoder has one audio position embedding for each (Spec §5).
    package static let length = 5

    package let emission: Emission
    /// Snippets between the starts of two windows, 1 to 5. Stride 5 is the published evaluation. A new stride holds from
    /// the next window on; every snippet is still emitted exactly once.
    package var stride: Int {
        didSet { Self.require(stride) }
    }
    private var run: Run?

    /// - Precondition: `stride` is 1 to 5.
    package init(emission: Emission, stride: Int = 1) {
        Self.require(stride)
        self.emission = emission
        self.stride = stride
    }

    private static func require(_ stride: Int) {
        precondition((1...length).contains(stride), "a stride is 1 to 5 snippets")
    }

    /// How many later snippets a snippet may have to wait for before it is emitted: what a branch that holds snippets
    /// back for their labels must be able to hold besides the one waiting.
    package var lookAhead: Int {
        emission == .center ? Self.length - 1 : stride - 1
    }

    /// The first slot that full windows emit in `center`: of two equally central choices the one that waits less.
    var firstCentralSlot: Int { (Self.length - stride + 1) / 2 }

    /// Whether `key` carries on the open run; if not, `append` ends that run first.
    package func continues(with key: SnippetKey) -> Bool {
        guard let run else { return false }
        return key == run.key(run.count)
    }

    /// Takes the next snippet of the source and gives the windows that are complete with it.
    ///
    /// A key that is not the successor of the last (a gap, a dropped snippet, a new epoch) ends the run before it.
    package mutating func append(_ key: SnippetKey) -> [ScheduledWindow] {
        var due: [ScheduledWindow] = []
        if !continues(with: key) {
            due = endRun()
            run = Run(start: key)
        }
        guard var current = run else { return due }
        current.count += 1
        due += completeWindow(of: &current)
        run = current
        return due
    }

    /// Ends the run and gives the window that emits what is left of it. To be called where a snippet has no picture
    /// and where the epoch or the source ends; does nothing between runs.
    package mutating func endRun() -> [ScheduledWindow] {
        guard let ended = run else { return [] }
        run = nil
        guard ended.emitted < ended.count else { return [] }
        return [emission == .center ? lastCentral(of: ended) : newest(of: ended)]
    }

    /// Opens a run in its middle: `first`, appended next, is a snippet of the run that began at `runStart`.
    ///
    /// - Precondition: `first` comes from `refillStart(for:runStart:)`.
    package mutating func resume(runStart: SnippetKey, at first: SnippetKey) {
        let skipped = first.index - runStart.index
        let nextStart = (skipped + stride - 1) / stride * stride
        run = Run(
            start: runStart, count: skipped, nextStart: nextStart,
            emitted: firstEmission(fedFrom: skipped, windowsFrom: nextStart))
    }

    /// Where to begin feeding so that everything emitted from `cut` on equals an uninterrupted run's.
    ///
    /// - Parameters:
    ///   - cut: the first snippet wanted.
    ///   - runStart: the first snippet of the run that `cut` lies in or directly follows.
    package func refillStart(for cut: SnippetKey, runStart: SnippetKey) -> SnippetKey {
        let wanted = cut.index - runStart.index
        let window = emission == .center ? (wanted - firstCentralSlot) / stride * stride : wanted
        return SnippetKey(epoch: runStart.epoch, index: runStart.index + max(0, min(window, wanted - Self.length)))
    }
}

extension WindowSchedule {
    private func completeWindow(of run: inout Run) -> [ScheduledWindow] {
        switch emission {
        case .center: completeCentral(of: &run)
        case .newest: completeNewest(of: &run)
        }
    }

    /// A window begins no later than the first snippet that is not emitted yet, so that a stride that grew leaves none out.
    private func completeCentral(of run: inout Run) -> [ScheduledWindow] {
        let start = run.nextStart
        guard run.count == start + Self.length else { return [] }
        let until = start + firstCentralSlot + stride
        let window = full(of: run, from: start, emittingUntil: until)
        run.emitted = until
        run.nextStart = min(start + stride, until)
        return [window]
    }

    private func completeNewest(of run: inout Run) -> [ScheduledWindow] {
        guard run.count - run.emitted >= stride else { return [] }
        defer { run.emitted = run.count }
        return [newest(of: run)]
    }

    private func full(of run: Run, from start: Int, emittingUntil end: Int) -> ScheduledWindow {
        ScheduledWindow(
            slots: (start..<start + Self.length).map(run.key),
            emitted: run.emitted - start..<end - start,
            isWarming: false)
    }

    private func lastCentral(of run: Run) -> ScheduledWindow {
        let start = max(0, run.count - Self.length)
        return ScheduledWindow(
            slots: (start..<start + Self.length).map { run.key(min($0, run.count - 1)) },
            emitted: run.emitted - start..<run.count - start,
            isWarming: false)
    }

    private func newest(of run: Run) -> ScheduledWindow {
        let start = run.count - Self.length
        return ScheduledWindow(
            slots: (start..<run.count).map { run.key(max($0, 0)) },
            emitted: run.emitted - start..<Self.length,
            isWarming: start < 0)
    }

    /// The first position of a run that is emitted when its first `skipped` snippets were not fed: that of the first
    /// regular window that lies wholly in what is fed.
    private func firstEmission(fedFrom skipped: Int, windowsFrom start: Int) -> Int {
        guard skipped > 0 else { return 0 }
        switch emission {
        case .center: return start + firstCentralSlot
        case .newest: return (skipped + Self.length - 1) / stride * stride
        }
    }
}

/// The open run; positions count from its first snippet.
private struct Run: Sendable {
    let start: SnippetKey
    /// Snippets the run has so far.
    var count = 0
    /// Where the next window begins in `center`.
    var nextStart = 0
    /// The next position to emit.
    var emitted = 0

    func key(_ position: Int) -> SnippetKey {
        SnippetKey(epoch: start.epoch, index: start.index + position)
    }
}
