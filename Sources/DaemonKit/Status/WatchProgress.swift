import Events
import Foundation
import MediaTypes
import Snippets
import Stages
import Synchronization

/// How far a run has come, on one line of a terminal, and what changed, line by line.
///
/// Of a file the line shows the speed and the time left, of a live source its state, the time lost and how late its lines come.
final class WatchProgress: Sendable {
    private let isQuiet: Bool
    private let line = TerminalLine()
    private let start = ContinuousClock.now
    private let duration = Mutex<Double?>(nil)
    private let last = Mutex<RunProgress?>(nil)

    /// - Parameter isQuiet: nothing is shown; where standard error is no terminal, only what changed.
    init(isQuiet: Bool) {
        self.isQuiet = isQuiet
    }

    func begin(_ source: SourceDescription?) {
        duration.withLock { $0 = source?.duration?.seconds }
    }

    func show(_ progress: RunProgress) {
        guard !isQuiet else { return }
        let news = last.withLock { last in
            defer { last = progress }
            return ProgressNews.between(last, progress)
        }
        if !news.isEmpty { line.clear() }
        for item in news { item.isTrouble ? CommandOutput.warning(item.text) : CommandOutput.note(item.text) }
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        line.show(ProgressLine.text(progress, of: duration.withLock { $0 }, after: elapsed))
    }

    func end() {
        if !isQuiet { line.clear() }
    }
}
