import Logging
import Media

/// The log of this process, on standard error; FFmpeg's messages go there too, with secrets removed.
enum ProcessLog {
    /// Called once, before any command runs.
    static func install() {
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        FFmpegLog.install(Logger(label: "earshot"))
    }
}
