import Foundation
import Glibc
import Logging
import Media
import Systemd

/// The log of this process, on standard error; FFmpeg's messages go there too. No secret reaches it.
enum ProcessLog {
    /// Names the least level that is shown, `trace` to `critical`; `info` where it is not set.
    private static let levelVariable = "EARSHOT_LOG"

    /// Called once, before any command runs.
    static func install() {
        let level = wantedLevel
        let isJournal = ServiceEnvironment(ProcessInfo.processInfo.environment).isJournal(STDERR_FILENO)
        LoggingSystem.bootstrap { label in
            var handler = CleanLogHandler(
                isJournal ? JournalLogHandler() as any LogHandler : StreamLogHandler.standardError(label: label))
            handler.logLevel = level
            return handler
        }
        FFmpegLog.install(Logger(label: "earshot"))
    }

    private static var wantedLevel: Logger.Level {
        guard let text = ProcessInfo.processInfo.environment[levelVariable] else { return .info }
        if let level = Logger.Level(rawValue: text) { return level }
        let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
        CommandOutput.warning("\(levelVariable)=\(text) is no level of the log; there are \(levels)")
        return .info
    }
}
