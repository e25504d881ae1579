import Logging
import Media

/// Writes to another log what is left of a message when every known secret is removed from it.
struct CleanLogHandler: LogHandler {
    private var handler: any LogHandler

    init(_ handler: any LogHandler) {
        self.handler = handler
    }

    var logLevel: Logger.Level {
        get { handler.logLevel }
        set { handler.logLevel = newValue }
    }

    var metadata: Logger.Metadata {
        get { handler.metadata }
        set { handler.metadata = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { handler[metadataKey: key] }
        set { handler[metadataKey: key] = newValue }
    }

    func log(event: LogEvent) {
        var clean = event
        clean.message = "\(Secrets.shared.removed(from: event.message.description))"
        clean.metadata = event.metadata?.mapValues { "\(Secrets.shared.removed(from: $0.description))" }
        clean.error = event.error.map { CleanError(description: Secrets.shared.removed(from: "\($0)")) }
        handler.log(event: clean)
    }
}

/// What an error said, without secrets.
private struct CleanError: Error, CustomStringConvertible {
    let description: String
}
