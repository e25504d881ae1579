import Events

/// Proves, or refutes, that the event files of a source are whole and that video and source are what they say.
package struct Verification {
    package let events: EventAudit
    package let video: VideoAudit?
    package let source: SourceAudit?

    /// - Parameters:
    ///   - events: an event file, several of one source in any order, or a folder that holds them.
    ///   - video: the annotated video: a file, a pattern or a folder; nil to leave it out.
    ///   - source: the file that was watched; nil to leave it out.
    /// - Throws: where one of them cannot be read: nothing can be said then.
    package init(events paths: [String], video: String? = nil, source: String? = nil) throws {
        let events = try EventAudit(paths: EventFiles.paths(paths))
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
