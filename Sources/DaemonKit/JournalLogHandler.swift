import Glibc
import Logging

/// Log lines as the journal takes them from standard error: the level as a number before each (sd-daemon(3)), no time, which
/// the journal has itself.
struct JournalLogHandler: LogHandler {
    var logLevel = Logger.Level.info
    var metadata = Logger.Metadata()

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let line = Self.line(event.level, "\(event.message)", metadata.merging(event.metadata ?? [:]) { $1 })
        Glibc.write(STDERR_FILENO, line, line.utf8.count)
    }

    static func line(_ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata) -> String {
        let facts = metadata.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        let text = (message + facts).split(whereSeparator: \.isNewline).joined(separator: " ")
        return "<\(priority(level))>\(text)\n"
    }

    private static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
