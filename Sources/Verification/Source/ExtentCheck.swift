import MediaTypes

/// Pictures and sound of the video begin and end where those of the source do.
struct ExtentCheck {
    private let source: Extent
    private let video: Extent
    private let isOpenEnded: Bool

    /// The most by which sound may move against the pictures, in microseconds.
    private static let skew: Int64 = 5_000

    init(events: EventAudit, source: Extent, video: VideoAudit, isOpenEnded: Bool) {
        self.source = source
        self.isOpenEnded = isOpenEnded
        var extent = Extent()
        for (path, media) in video.decoded {
            let offset = Self.offset(of: VideoFiles.name(path), in: events)
            for start in media.pictures { extent.addPicture(offset + start, end: offset + start) }
            if let start = media.pictures.last, let end = media.pictureEnd {
                extent.addPicture(offset + start, end: offset + end)
            }
            for piece in media.sound { extent.addSound(offset + piece.lowerBound, end: offset + piece.upperBound) }
        }
        self.video = extent
    }

    /// The video's running clock less the own clock of a file.
    private static func offset(of name: String, in events: EventAudit) -> Int64 {
        let first = events.stretches.first { $0.file.map(VideoFiles.name) == name && $0.video != nil }
        guard let first, let video = first.video, let fileStart = first.fileStart else { return 0 }
        return video.start - fileStart
    }

    func findings() -> [Finding] {
        (differences("picture", source.pictures, video.pictures, tolerance: source.longestPicture)
            + differences("sound", source.sound, video.sound, tolerance: source.longestSound) + offset())
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
        guard let sourcePictures = source.pictures, let sourceSound = source.sound, let pictures = video.pictures,
            let sound = video.sound
        else { return [] }
        let moved = (sound.lowerBound - pictures.lowerBound) - (sourceSound.lowerBound - sourcePictures.lowerBound)
        guard abs(moved) > Self.skew else { return [] }
        return ["the video's sound begins \(seconds(moved)) later against its picture than the source's"]
    }

    private func seconds(_ microseconds: Int64) -> String { "\(Double(microseconds) / 1e6) s" }
}
