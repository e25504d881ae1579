package import Events
package import Foundation
package import Recording

/// Keeps the finished files of a source's outputs within what its spec wants.
package struct OutputFolder: Sendable {
    package var video: (name: RecordingName, rule: Retention)?
    package var events: (name: RotatedName, rule: Retention)?

    package init(video: (RecordingName, Retention)? = nil, events: (RotatedName, Retention)? = nil) {
        self.video = video
        self.events = events
    }

    /// Removes finished files of all outputs that are kept no longer.
    ///
    /// - Returns: what could not be done.
    package func tidy(now: Date) -> [String] { tidyVideo(writing: nil, now: now) + tidyEvents(now: now) }

    /// Removes segments that are kept no longer; never one that is being written, nor a file whose name is not the
    /// recording's own.
    ///
    /// - Parameter current: the file being written; nil where there is none, or it is locked.
    /// - Returns: what could not be done.
    package func tidyVideo(writing current: String?, now: Date) -> [String] {
        guard let (name, rule) = video, rule != Retention() else { return [] }
        return attempt(name.pattern) { try tidy(name, rule, writing: current, now: now) }
    }

    /// Removes rotated files that are kept no longer; never the file being written, nor one whose name is not its own.
    ///
    /// - Returns: what could not be done.
    package func tidyEvents(now: Date) -> [String] {
        guard let (name, rule) = events, rule != Retention() else { return [] }
        return attempt(name.path) { try tidy(name, rule, now: now) }
    }

    private func attempt(_ path: String, _ work: () throws -> [String]) -> [String] {
        do {
            return try work()
        } catch {
            return ["cannot look for files of \(path) that are kept no longer: \(error.localizedDescription)"]
        }
    }

    private func tidy(_ name: RecordingName, _ rule: Retention, writing current: String?, now: Date) throws -> [String]
    {
        let files = try name.files()
        let open = files.filter { $0.path == current || $0.isBeingWritten }
        let finished = files.filter { file in !open.contains { $0.path == file.path } }
        return rule.apply(
            to: finished.map { Retention.File(path: $0.path, byteCount: $0.byteCount, written: $0.written) },
            beside: open.reduce(0) { $0 + $1.byteCount }, now: now)
    }

    private func tidy(_ name: RotatedName, _ rule: Retention, now: Date) throws -> [String] {
        let files = try name.files().map { file in
            Retention.File(
                path: file.path, byteCount: file.byteCount,
                written: Date(timeIntervalSince1970: Double(file.written.milliseconds) / 1_000))
        }
        return rule.apply(to: files, beside: try Self.byteCount(of: name.path), now: now)
    }

    /// 0 where there is no such file.
    private static func byteCount(of path: String) throws -> Int {
        do {
            return (try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.intValue ?? 0
        } catch CocoaError.fileReadNoSuchFile {
            return 0
        }
    }
}
