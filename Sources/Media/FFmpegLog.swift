import CFFmpeg
package import Logging
import Synchronization

/// Sends what FFmpeg logs to swift-log, with every secret removed.
///
/// FFmpeg has one log callback for the process, so there is one log: `install` once, at start.
package enum FFmpegLog {
    private static let state = Mutex(FFmpegLogState())

    /// - Parameters:
    ///   - logger: receives whole lines; its level decides what is formatted at all.
    ///   - demotion: FFmpeg calls every damaged bit an error; with `demoted` its errors and warnings become debug
    ///     messages, for damage is counted and reported by whoever decodes.
    package static func install(_ logger: Logger, demoted: Bool = true) {
        state.withLock { $0 = FFmpegLogState(logger: logger, demoted: demoted) }
        av_log_set_level(FFmpegLogState.threshold(for: logger, demoted: demoted))
        av_log_set_callback(receiveFFmpegLog)
    }

    fileprivate static func receive(level: Int32, module: String?, text: String) {
        let line = state.withLock { $0.append(text, level: level, module: module) }
        line?.emit()
    }
}

/// Collects FFmpeg's pieces of lines; the lines leave it as swift-log records.
private struct FFmpegLogState {
    var logger: Logger?
    var demoted = true
    private var pending = ""

    init(logger: Logger? = nil, demoted: Bool = true) {
        self.logger = logger
        self.demoted = demoted
    }

    mutating func append(_ text: String, level: Int32, module: String?) -> LogLine? {
        pending += text
        guard pending.hasSuffix("\n") || pending.utf8.count > 4_096, let logger else { return nil }
        let line = Secrets.shared.removed(from: pending.trimmingLineEnd())
        pending = ""
        guard !line.isEmpty else { return nil }
        return LogLine(logger: logger, level: Self.level(of: level, demoted: demoted), module: module, text: line)
    }

    static func level(of level: Int32, demoted: Bool) -> Logger.Level {
        switch level {
        case ...AV_LOG_FATAL: .error
        case ...AV_LOG_WARNING where demoted: .debug
        case ...AV_LOG_ERROR: .error
        case ...AV_LOG_WARNING: .warning
        case ...AV_LOG_INFO: .debug
        default: .trace
        }
    }

    static func threshold(for logger: Logger, demoted: Bool) -> Int32 {
        switch logger.logLevel {
        case .trace: AV_LOG_VERBOSE
        case .debug: AV_LOG_INFO
        default: demoted ? AV_LOG_FATAL : AV_LOG_WARNING
        }
    }
}

private struct LogLine {
    let logger: Logger
    let level: Logger.Level
    let module: String?
    let text: String

    func emit() {
        logger.log(
            level: level, "ffmpeg", metadata: ["ffmpeg.module": "\(module ?? "-")", "ffmpeg.message": "\(text)"])
    }
}

extension String {
    fileprivate func trimmingLineEnd() -> String {
        String(reversed().drop { $0.isWhitespace }.reversed())
    }
}

// A function of file scope: a closure written in isolated code would inherit the isolation and trap on FFmpeg's threads.
private func receiveFFmpegLog(
    context: UnsafeMutableRawPointer?, level: Int32, format: UnsafePointer<CChar>?, arguments: CVaListPointer?
) {
    guard level & 0xff <= av_log_get_level(), let format, let arguments else { return }
    var buffer = [CChar](repeating: 0, count: 1_024)
    var printPrefix: Int32 = 0
    let length = av_log_format_line2(
        context, level, format, arguments, &buffer, Int32(buffer.count), &printPrefix)
    guard length > 0 else { return }
    FFmpegLog.receive(
        level: level & 0xff, module: moduleName(of: context),
        text: String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
}

/// The name of the class of the logging object, whose first field is a pointer to its `AVClass`.
private func moduleName(of context: UnsafeMutableRawPointer?) -> String? {
    guard let context, let avClass = context.load(as: UnsafePointer<AVClass>?.self) else { return nil }
    return avClass.pointee.class_name.map { String(cString: $0) }
}
