import Events
import Foundation
import MediaTypes
import Stages

/// The line that shows how far a run has come.
enum ProgressLine {
    /// - Parameters:
    ///   - duration: of the file, in seconds, where it is known.
    ///   - elapsed: seconds since the run began.
    static func text(_ progress: RunProgress, of duration: Double?, after elapsed: Double) -> String {
        guard let source = progress.source else { return file(progress, duration, elapsed) }
        var parts = [clock(progress.ledger.total.seconds), source.status]
        if let reason = source.reason, !source.isHealthy { parts.append("(\(reason))") }
        if progress.ledger.gaps.seconds > 0 { parts.append("\(clock(progress.ledger.gaps.seconds)) lost") }
        if let delay = progress.delay { parts.append(String(format: "%.1f s late", delay / .seconds(1))) }
        if !progress.shed.isEmpty { parts.append("overloaded") }
        return parts.joined(separator: "  ")
    }

    private static func file(_ progress: RunProgress, _ duration: Double?, _ elapsed: Double) -> String {
        let watched = progress.ledger.total.seconds
        let speed = elapsed > 0 ? watched / elapsed : 0
        return clock(watched) + rest(watched, of: duration, speed) + String(format: "  %.1fx", speed)
    }

    private static func rest(_ watched: Double, of duration: Double?, _ speed: Double) -> String {
        guard let duration, duration > 0, speed > 0 else { return "" }
        let share = min(100, Int(100 * watched / duration))
        return " of \(clock(duration))  \(share) %  \(clock(max(0, duration - watched) / speed)) left"
    }

    private static func clock(_ seconds: Double) -> String {
        let whole = Int(seconds)
        return String(format: "%d:%02d:%02d", whole / 3_600, whole / 60 % 60, whole % 60)
    }
}
