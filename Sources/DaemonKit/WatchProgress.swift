import Events
import Foundation
import MediaTypes
import Snippets
import Stages
import Synchronization

/// How far a run has come, its speed and the time left, on one line of a terminal; silent where standard error is none.
final class WatchProgress: Sendable {
    private let isShown: Bool
    private let start = ContinuousClock.now
    private let duration = Mutex<Double?>(nil)

    init(isShown: Bool) {
        self.isShown = isShown && isatty(STDERR_FILENO) == 1
    }

    func begin(_ source: SourceDescription?) {
        duration.withLock { $0 = source?.duration?.seconds }
    }

    func show(_ progress: RunProgress) {
        guard isShown else { return }
        let watched = progress.ledger.total.seconds
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        let speed = elapsed > 0 ? watched / elapsed : 0
        write("\r\u{1b}[K\(clock(watched))\(rest(watched, speed))  \(String(format: "%.1f", speed))x")
    }

    func end() {
        if isShown { write("\r\u{1b}[K") }
    }

    private func rest(_ watched: Double, _ speed: Double) -> String {
        guard let total = duration.withLock({ $0 }), total > 0, speed > 0 else { return "" }
        let share = min(100, Int(100 * watched / total))
        return " of \(clock(total))  \(share) %  \(clock(max(0, total - watched) / speed)) left"
    }

    private func clock(_ seconds: Double) -> String {
        let whole = Int(seconds)
        return String(format: "%d:%02d:%02d", whole / 3_600, whole / 60 % 60, whole % 60)
    }

    private func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
