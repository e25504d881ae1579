import Events
import MediaTypes

/// Every sound begins once, is updated while it lasts, and ends once, where its labels say.
struct SoundPairCheck: LineCheck {
    private struct Open {
        let begin: SoundBeginRecord
        /// End of the last second labelled with it.
        var labelled: MediaTime?
        /// Labels of it may be missing: they stand in another file, or had to be given up.
        var isUncertain = false
    }

    private var open: [Int: Open] = [:]
    private var lastTrack: Int?
    private var lastEpoch: Int?
    /// Sounds may have begun in another file, of which nothing is known here.
    private var lacksBeginning = false
    private var hasBegun = false

    mutating func findings(in line: NumberedLine) -> [Finding] {
        problems(line.record).map { Finding(.sound, line: line.number, $0) }
    }

    private mutating func problems(_ record: EventRecord) -> [String] {
        switch record {
        case .start(let record):
            start(record)
            return []
        case .soundBegin(let record): return begin(record)
        case .soundUpdate(let record):
            return open[record.track] == nil ? unknown(record.track) : pair(record.track, record.label, record.span)
        case .soundEnd(let record): return end(record)
        case .snippet(let record): return snippet(record)
        case .gap(let record): return stillOpen(in: record.span.epoch, at: "a gap")
        case .stop:
            return open.values.map { "track \($0.begin.track) (\($0.begin.label)) has no end at the stop" }.sorted()
        default: return []
        }
    }

    private mutating func start(_ record: StartRecord) {
        defer { hasBegun = true }
        guard !hasBegun, record.continuesFile else { return }
        lacksBeginning = record.carried == nil
        for sound in record.carried?.openSounds ?? [] {
            let begin = SoundBeginRecord(
                track: sound.track, label: sound.label, known: sound.known, epoch: sound.span.epoch,
                start: sound.span.start, score: sound.score, sounding: sound.sounding)
            open[sound.track] = Open(begin: begin, labelled: sound.span.end, isUncertain: true)
        }
        lastTrack = record.carried.map { $0.nextTrack - 1 }
        lastEpoch = record.carried?.end?.epoch
    }

    private mutating func begin(_ record: SoundBeginRecord) -> [String] {
        var problems: [String] = []
        if open[record.track] != nil { problems.append("track \(record.track) begins again before its end") }
        if let lastTrack, record.track <= lastTrack {
            problems.append("track \(record.track) begins after track \(lastTrack)")
        }
        open[record.track] = Open(begin: record)
        lastTrack = record.track
        return problems
    }

    private mutating func end(_ record: SoundEndRecord) -> [String] {
        guard let opened = open[record.track] else { return unknown(record.track) }
        var problems = pair(record.track, record.label, record.span)
        if let labelled = opened.labelled, labelled != record.span.end, !opened.isUncertain {
            problems.append(
                "track \(record.track) ends at \(record.span.end.seconds) s, its last label at \(labelled.seconds) s")
        }
        open[record.track] = nil
        return problems
    }

    private func pair(_ track: Int, _ label: String, _ span: MediaSpan) -> [String] {
        guard let begin = open[track]?.begin else { return [] }
        var problems: [String] = []
        if begin.label != label { problems.append("track \(track) began as \(begin.label) and is now \(label)") }
        if begin.epoch != span.epoch || begin.start != span.start {
            problems.append(
                "track \(track) began in epoch \(begin.epoch) at \(begin.start.seconds) s, not in epoch \(span.epoch) at \(span.start.seconds) s"
            )
        }
        return problems
    }

    private mutating func snippet(_ record: SnippetRecord) -> [String] {
        var problems = lastEpoch == record.span.epoch ? [] : stillOpen(before: record.span.epoch)
        lastEpoch = record.span.epoch
        if record.reason == "backlog" { for track in open.keys { open[track]?.isUncertain = true } }
        for label in record.labels {
            guard let opened = open[label.track] else {
                problems += unknown(label.track)
                continue
            }
            if opened.begin.label != label.label {
                problems.append("track \(label.track) began as \(opened.begin.label) and is now \(label.label)")
            }
            if opened.labelled == nil, !opened.isUncertain, opened.begin.start != record.span.start {
                problems.append(
                    "track \(label.track) began at \(opened.begin.start.seconds) s, its first label at \(record.span.start.seconds) s"
                )
            }
            open[label.track]?.labelled = record.span.end
        }
        return problems
    }

    private func stillOpen(before epoch: Int) -> [String] {
        open.values.filter { $0.begin.epoch < epoch }.map {
            "track \($0.begin.track) did not end with epoch \($0.begin.epoch)"
        }.sorted()
    }

    private func stillOpen(in epoch: Int, at what: String) -> [String] {
        open.values.filter { $0.begin.epoch <= epoch }.map { "track \($0.begin.track) did not end before \(what)" }
            .sorted()
    }

    private func unknown(_ track: Int) -> [String] {
        lacksBeginning ? [] : ["track \(track) did not begin"]
    }
}
