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
    private let isTerminal: Bool
    private let start = ContinuousClock.now
    private let duration = Mutex<Double?>(nil)
    private let last = Mutex<RunProgress?>(nil)

    /// - Parameter isQuiet: nothing is shown; where standard error is no terminal, only what changed.
    init(isQuiet: Bool) {
        self.isQuiet = isQuiet
        isTerminal = isatty(STDERR_FILENO) == 1
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
        if !news.isEmpty { erase() }
        for item in news { item.isTrouble ? CommandOutput.warning(item.text) : CommandOutput.note(item.text) }
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        if isTerminal {
            write("\r\u{1b}[K" + ProgressLine.text(progress, of: duration.withLock { $0 }, after: elapsed))
        }
    }

    func end() {
        if !isQuiet { erase() }
    }

    private func erase() {
        if isTerminal { write("\r\u{1b}[K") }
    }

    private func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
