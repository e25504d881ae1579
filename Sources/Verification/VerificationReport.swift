package import Events
import MediaTypes

/// A verification in words, or as JSON.
package struct VerificationReport {
    private let verification: Verification

    /// Of the findings, so many are spelled out for people; JSON has all of them.
    private static let spelledOut = 50

    package init(_ verification: Verification) {
        self.verification = verification
    }

    /// Lines for people, the verdict last.
    package var text: String {
        let findings = verification.findings
        var lines = [eventsText, ledgerText] + videoText + sourceText
        lines += findings.prefix(Self.spelledOut).map(text)
        if findings.count > Self.spelledOut { lines.append("… and \(findings.count - Self.spelledOut) more") }
        lines.append(verdict(findings.count))
        return lines.joined(separator: "\n")
    }

    private var eventsText: String {
        let events = verification.events
        let torn = events.tornBytes > 0 ? ", a torn line of \(events.tornBytes) bytes at the end" : ""
        return "events  \(eventsName): \(events.lineCount) lines, \(state), \(events.soundCount) sounds\(torn)"
    }

    private var eventsName: String {
        let files = verification.events.files
        guard let first = files.first, let last = files.last, files.count > 1 else { return files.first?.path ?? "" }
        return "\(files.count) files, \(first.path) to \(last.path)"
    }

    private var state: String {
        guard let stop = verification.events.stop else { return "unfinished" }
        return "finished (\(stop.reason.rawValue), \(stop.outcome.rawValue))"
    }

    private var ledgerText: String {
        let ledger = verification.events.ledger
        var parts = SnippetState.allCases.filter { ledger[$0] > .zero }.map { "\(ledger[$0].seconds) s \($0.rawValue)" }
        if ledger.gaps > .zero { parts.append("\(ledger.gaps.seconds) s gap") }
        return "ledger  \(ledger.total.seconds) s" + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
    }

    private var videoText: [String] {
        guard let video = verification.video else { return [] }
        var lines = video.files.map { file in
            let torn = file.tornBytes > 0 ? ", \(file.tornBytes) torn bytes at the end" : ""
            return "video   \(file.path): \(file.pictureCount) pictures and \(file.soundSeconds) s of sound decoded, "
                + "\(file.fragmentCount) fragments\(torn)"
        }
        if video.picturesBehindEvents > 0 {
            lines.append(
                "        \(video.picturesBehindEvents) pictures behind a run's last line, as a crash leaves them")
        }
        if video.removedFiles > 0 {
            lines.append("        \(video.removedFiles) older files are kept no longer; their seconds are not compared")
        }
        return lines
    }

    private var sourceText: [String] {
        verification.source.map { ["source  \($0.path): cut again, \($0.stretchCount) lines compared"] } ?? []
    }

    private func text(_ finding: Finding) -> String {
        let place = finding.line.map { "\(self.place($0)): " } ?? ""
        return "\(finding.kind.rawValue): \(place)\(finding.message)"
    }

    private func place(_ line: Int) -> String {
        guard verification.events.files.count > 1, let place = verification.events.place(ofLine: line) else {
            return "line \(line)"
        }
        return "\(place.path) line \(place.line)"
    }

    private func verdict(_ count: Int) -> String {
        let end = verification.events.isFinished ? "finished" : "unfinished"
        guard count > 0 else { return "consistent, \(end)" }
        return "INCONSISTENT, \(end): \(count) finding\(count == 1 ? "" : "s")"
    }
}

extension VerificationReport {
    /// One JSON object.
    package var json: JSONObject {
        let events = verification.events
        var object = JSONObject([
            ("consistent", .bool(verification.isConsistent)),
            ("finished", .bool(events.isFinished)),
            ("events", .object(eventsJSON(events))),
        ])
        object.appendIfPresent("video", verification.video.map { .object(videoJSON($0)) })
        object.appendIfPresent("source", verification.source.map { .object(sourceJSON($0)) })
        object.append("findings", .array(verification.findings.map { .object(json($0)) }))
        return object
    }

    private func eventsJSON(_ events: EventAudit) -> JSONObject {
        var seconds = JSONObject(
            SnippetState.allCases.map { ("\($0.rawValue)_s", .decimal(events.ledger[$0].seconds, places: 6)) })
        seconds.append("gap_s", .decimal(events.ledger.gaps.seconds, places: 6))
        return JSONObject([
            ("path", .string(events.files.last?.path ?? "")),
            ("files", .array(events.files.map { .string($0.path) })), ("lines", .integer(events.lineCount)),
            ("torn_bytes", .integer(events.tornBytes)), ("sounds", .integer(events.soundCount)),
            ("ledger", .object(seconds)),
        ])
    }

    private func videoJSON(_ video: VideoAudit) -> JSONObject {
        let files = video.files.map { file in
            JSONValue.object(
                JSONObject([
                    ("path", .string(file.path)), ("pictures", .integer(file.pictureCount)),
                    ("sound_s", .decimal(file.soundSeconds, places: 6)), ("fragments", .integer(file.fragmentCount)),
                    ("torn_bytes", .integer(file.tornBytes)),
                ]))
        }
        return JSONObject([
            ("files", .array(files)), ("pictures_behind_events", .integer(video.picturesBehindEvents)),
            ("removed_files", .integer(video.removedFiles)),
        ])
    }

    private func sourceJSON(_ source: SourceAudit) -> JSONObject {
        JSONObject([("path", .string(source.path)), ("lines_compared", .integer(source.stretchCount))])
    }

    private func json(_ finding: Finding) -> JSONObject {
        let place = finding.line.flatMap(verification.events.place)
        var object = JSONObject([("kind", .string(finding.kind.rawValue))])
        if verification.events.files.count > 1 { object.appendIfPresent("file", place.map { .string($0.path) }) }
        object.append("line", place.map { .integer($0.line) } ?? .null)
        object.append("message", .string(finding.message))
        return object
    }
}
