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
        try self.init(
            EventAudit(paths: EventFiles.paths(paths)), video: video.map(VideoFiles.paths), source: source)
    }

    private init(_ events: EventAudit, video paths: [String]?, source: String?) throws {
        let audit = try paths.map { try VideoAudit($0, events: events) }
        self.events = events
        video = audit
        self.source = try source.map { try SourceAudit($0, events: events, video: audit) }
    }

    /// A verification of each source whose events lie in a folder, in the order of their names; of files there is one.
    ///
    /// - Parameters:
    ///   - others: names of files in folders that hold no events.
    ///   - video: of all sources.
    ///   - source: where there is one.
    /// - Throws: as `init`; `VerificationError.manySources` for a `source` of several.
    package static func ofEach(
        events paths: [String], besides others: Set<String> = [], video: String? = nil, source: String? = nil
    ) throws -> [Verification] {
        let audits = try EventFiles.sources(paths, besides: others).map { try EventAudit(paths: $0) }
        guard audits.count > 1 else {
            return [try Verification(audits[0], video: video.map(VideoFiles.paths), source: source)]
        }
        if source != nil { throw VerificationError.manySources(count: audits.count) }
        guard let video else { return try audits.map { try Verification($0, video: nil, source: nil) } }
        let shares = VideoShares(try VideoFiles.paths(video), among: audits)
        return try audits.indices.map { try Verification(audits[$0], video: shares[$0], source: nil) }
    }

    package var findings: [Finding] {
        let all = events.findings + (video?.findings ?? []) + (source?.findings ?? [])
        return all.enumerated().sorted { ($0.element.line ?? .max, $0.offset) < ($1.element.line ?? .max, $1.offset) }
            .map(\.element)
    }

    package var isConsistent: Bool { findings.isEmpty }
}
