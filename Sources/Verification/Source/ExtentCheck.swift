import MediaTypes

/// Pictures and sound of the video begin and end where those of the source do.
struct ExtentCheck {
    private let source: Extent
    private let video: Extent
    /// How much later the video's sound stands than the source's, in microseconds; nil where that cannot be heard.
    private let soundLag: Int64?
    private let isOpenEnded: Bool

    /// The most by which sound may move against the pictures, in microseconds.
    private static let skew: Int64 = 5_000

    init(
        events: EventAudit, source: Extent, alignment: SoundAlignment, video: VideoAudit, isOpenEnded: Bool
    ) throws {
        self.source = source
        self.isOpenEnded = isOpenEnded
        var extent = Extent()
        var addresses: [(address: String, offset: Int64)] = []
        for (path, address, media) in video.decoded {
            let offset = Self.offset(of: VideoFiles.name(path), in: events)
            if !media.sound.isEmpty { addresses.append((address, offset)) }
            for start in media.pictures { extent.addPicture(offset + start, end: offset + start) }
            if let start = media.pictures.last, let end = media.pictureEnd {
                extent.addPicture(offset + start, end: offset + end)
            }
            for piece in media.sound { extent.addSound(offset + piece.lowerBound, end: offset + piece.upperBound) }
        }
        self.video = extent
        soundLag = try alignment.lag(in: addresses)
    }

    /// The video's running clock less the own clock of a file.
    private static func offset(of name: String, in events: EventAudit) -> Int64 {
        let first = events.stretches.first { $0.file.map(VideoFiles.name) == name && $0.video != nil }
        guard let first, let video = first.video, let fileStart = first.fileStart else { return 0 }
        return video.start - fileStart
    }

    func findings() -> [Finding] {
        (differences("picture", source.pictures, video.pictures, tolerance: source.pictureLength)
            + differences("sound", source.sound, video.sound, tolerance: max(source.longestSound, video.longestSound))
            + offset())
            .map { Finding(.source, $0) }
    }

    private func differences(_ what: String, _ source: Range<Int64>?, _ video: Range<Int64>?, tolerance: Int64)
        -> [String]
    {
        guard let source else { return [] }
        guard let video else { return ["the source has \(what), the video has none"] }
        let edges = [("begins", source.lowerBound, video.lowerBound), ("ends", source.upperBound, video.upperBound)]
        return edges.prefix(isOpenEnded ? 1 : 2).compactMap { verb, source, video in
            // Times in the video's own ticks are up to a millisecond off.
            guard abs(source - video) > max(tolerance, 1_000) else { return nil }
            return "the video's \(what) \(verb) at \(seconds(video)), the source's at \(seconds(source))"
        }
    }

    /// How far sound and picture of the video have moved against each other.
    private func offset() -> [String] {
        guard let soundLag, let sourcePictures = source.pictures, let pictures = video.pictures else { return [] }
        let moved = soundLag - (pictures.lowerBound - sourcePictures.lowerBound)
        guard abs(moved) > Self.skew else { return [] }
        return ["the video's sound is \(seconds(moved)) later against its picture than the source's"]
    }

    private func seconds(_ microseconds: Int64) -> String { "\(Double(microseconds) / 1e6) s" }
}
