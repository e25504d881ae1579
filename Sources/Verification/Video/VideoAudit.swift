import Events
import Media
import MediaTypes

/// The annotated video, really decoded, held against what the events say it holds.
package struct VideoAudit {
    /// One file of the video.
    package struct File: Sendable {
        package let path: String
        package let pictureCount: Int
        package let soundSeconds: Double
        package let fragmentCount: Int
        package let tornBytes: UInt64
    }

    package private(set) var files: [File] = []
    package private(set) var findings: [Finding] = []
    /// Pictures behind the last line of an unfinished run: their line was not written any more.
    package private(set) var picturesBehindEvents = 0
    /// Files older than all that are there, which are kept no longer.
    package private(set) var removedFiles = 0
    /// Files no line names: a run that is interrupted may have begun one.
    private var unnamed: [String] = []
    /// Each file, the address its whole part is read at, and what came out.
    private(set) var decoded: [(path: String, address: String, media: DecodedMedia)] = []

    /// - Parameter paths: the files, in their order.
    /// - Throws: `VerificationError`, `FFmpegError` where a file cannot be opened.
    init(_ paths: [String], events: EventAudit) throws {
        let parts = Self.parts(of: events, paths: paths)
        if !events.stretches.isEmpty { findings += missing(parts, paths, events) }
        let lastLine = events.stretches.last { $0.video != nil }?.line
        for path in paths {
            let stretches = parts.first { $0.name == VideoFiles.name(path) }?.stretches ?? []
            let isLast = stretches.last?.line == lastLine
            let isInterrupted = stretches.contains(where: \.isBeforeCrash) || isLast && !events.isFinished
            try check(path, stretches, isOpenEnded: isInterrupted, events)
        }
        let allowed = events.crashCount + (events.isFinished ? 0 : 1)
        findings += unnamed.dropFirst(events.stretches.isEmpty ? unnamed.count : allowed).map {
            Finding(.video, "no line of the events names \(VideoFiles.name($0))")
        }
    }

    /// The stretches in each file, in the order of the events. Lines that name no file mean the only one.
    private static func parts(
        of events: EventAudit, paths: [String]
    ) -> [(name: String, stretches: [EventAudit.Stretch])] {
        var parts: [(name: String, stretches: [EventAudit.Stretch])] = []
        for stretch in events.stretches where stretch.video != nil {
            let name = VideoFiles.name(stretch.file ?? (paths.count == 1 ? paths[0] : ""))
            if let index = parts.lastIndex(where: { $0.name == name }) {
                parts[index].stretches.append(stretch)
            } else {
                parts.append((name, [stretch]))
            }
        }
        return parts
    }

    private static func zeros(of events: EventAudit) -> [Int: EpochStart.Track] {
        let tracks = events.stretches.compactMap { stretch in
            stretch.epochStart?.video.map { (stretch.span.epoch, $0) }
        }
        return Dictionary(tracks) { first, _ in first }
    }

    private mutating func missing(
        _ parts: [(name: String, stretches: [EventAudit.Stretch])], _ paths: [String], _ events: EventAudit
    ) -> [Finding] {
        guard !parts.isEmpty else { return [Finding(.video, "the events name no video")] }
        let names = Set(paths.map(VideoFiles.name))
        if events.removesOldFiles { removedFiles = parts.prefix { !names.contains($0.name) }.count }
        return parts.dropFirst(removedFiles).filter { !names.contains($0.name) }.map { part in
            Finding(
                .video, line: part.stretches.first?.line,
                "\(part.name.isEmpty ? "a video without a name" : part.name) is not among the files given")
        }
    }

    private mutating func check(
        _ path: String, _ stretches: [EventAudit.Stretch], isOpenEnded: Bool, _ events: EventAudit
    ) throws {
        let scan = try FragmentScan(path: path)
        let media = try DecodedMedia(path: path, scan: scan)
        let name = VideoFiles.name(path)
        let sound = media.sound.reduce(0) { $0 + $1.upperBound - $1.lowerBound }
        files.append(
            File(
                path: path, pictureCount: media.pictures.count, soundSeconds: Double(sound) / 1e6,
                fragmentCount: scan.fragments.count, tornBytes: scan.tornBytes))
        decoded.append((path, DecodedMedia.address(path, scan), media))
        guard !stretches.isEmpty else {
            unnamed.append(path)
            return picturesBehindEvents += media.pictures.count
        }
        var pictures = PictureCheck(
            name: name, stretches: stretches, zeros: Self.zeros(of: events), isOpenEnded: isOpenEnded)
        findings +=
            pictures.findings(media.pictures) + SoundCheck(name, stretches, isOpenEnded: isOpenEnded).findings(media)
        picturesBehindEvents += pictures.behindEvents
        findings += (scan.problems() + damage(media, stretches)).map { Finding(.video, "\(name): \($0)") }
        if scan.tornBytes > 0, !isOpenEnded {
            findings.append(Finding(.video, "\(name) ends with \(scan.tornBytes) bytes that are no whole fragment"))
        }
    }

    /// Pictures are our own encoder's and decode always; sound is the source's, and may be as damaged as it was there.
    private func damage(_ media: DecodedMedia, _ stretches: [EventAudit.Stretch]) -> [String] {
        let expected = stretches.reduce(0) { $0 + ($1.snippet?.damage.audioErrors ?? 0) }
        var problems = media.readErrors
        if media.videoErrors > 0 { problems.append("\(media.videoErrors) pictures cannot be decoded") }
        if media.soundErrors > expected {
            problems.append("\(media.soundErrors) pieces of sound cannot be decoded, the events count \(expected)")
        }
        return problems
    }
}
