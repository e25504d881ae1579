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
        return "events  \(events.path): \(events.lineCount) lines, \(state), \(events.soundCount) sounds\(torn)"
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
            lines.append("        \(video.picturesBehindEvents) pictures behind the last line, as a crash leaves them")
        }
        return lines
    }

    private var sourceText: [String] {
        verification.source.map { ["source  \($0.path): cut again, \($0.stretchCount) lines compared"] } ?? []
    }

    private func text(_ finding: Finding) -> String {
        let place = finding.line.map { "line \($0): " } ?? ""
        return "\(finding.kind.rawValue): \(place)\(finding.message)"
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
            ("path", .string(events.path)), ("lines", .integer(events.lineCount)),
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
        ])
    }

    private func sourceJSON(_ source: SourceAudit) -> JSONObject {
        JSONObject([("path", .string(source.path)), ("lines_compared", .integer(source.stretchCount))])
    }

    private func json(_ finding: Finding) -> JSONObject {
        JSONObject([
            ("kind", .string(finding.kind.rawValue)), ("line", finding.line.map(JSONValue.integer) ?? .null),
            ("message", .string(finding.message)),
        ])
    }
}
