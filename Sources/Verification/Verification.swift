import Events

/// Proves, or refutes, that an event file is whole and that video and source are what it says.
package struct Verification {
    package let events: EventAudit
    package let video: VideoAudit?
    package let source: SourceAudit?

    /// - Parameters:
    ///   - events: an event file.
    ///   - video: the annotated video: a file, a pattern or a folder; nil to leave it out.
    ///   - source: the file that was watched; nil to leave it out.
    /// - Throws: where one of them cannot be read: nothing can be said then.
    package init(events path: String, video: String? = nil, source: String? = nil) throws {
        let events = try EventAudit(path: path)
        let audit = try video.map { try VideoAudit($0, events: events) }
        self.events = events
        self.video = audit
        self.source = try source.map { try SourceAudit($0, events: events, video: audit) }
    }

    package var findings: [Finding] {
        let all = events.findings + (video?.findings ?? []) + (source?.findings ?? [])
        return all.enumerated().sorted { ($0.element.line ?? .max, $0.offset) < ($1.element.line ?? .max, $1.offset) }
            .map(\.element)
    }

    package var isConsistent: Bool { findings.isEmpty }
}
