import Media
import MediaTypes
import Overlay
import Snippets

/// Writes one file of annotated video: every picture at its own time with its overlay, its own sound.
///
/// Append a snippet, call `flushFragment`, then tell others about the snippet: its bytes are in the file by then. A crash
/// loses at most what was appended since the last flush. The picture's size, pixel shape and colour are those of the first
/// picture; the sound is copied where MP4 carries its codec (AC-3 and E-AC-3 only where they begin in the first snippet),
/// else encoded to AAC. Not thread-safe.
///
/// After an error the file holds every fragment flushed before; the writer is of no further use.
final class AnnotatedVideoWriter {
    private var source: SourceDescription
    private let painter: OverlayPainter
    private let options: RecordingOptions
    private let muxer: Muxer
    private var tracks: Tracks?
    private var counted = RecordingStatistics()

    private struct Tracks {
        let pictures: PictureTrack?
        let sound: (any SoundTrack)?
    }

    /// Creates the file.
    ///
    /// - Parameters:
    ///   - source: as it is at the file's first snippet.
    ///   - overwrites: an existing file is emptied instead of refused.
    /// - Throws: `RecordingError.nothingToRecord`, `FFmpegError` where the file exists or cannot be created.
    init(
        path: String, source: SourceDescription, painter: OverlayPainter, options: RecordingOptions, overwrites: Bool
    ) throws {
        guard source.video != nil || source.sound != nil else {
            throw RecordingError.nothingToRecord(source: source.address)
        }
        self.source = source
        self.painter = painter
        self.options = options
        var metadata = ["comment": options.comment]
        if let title = options.title { metadata["title"] = title }
        muxer = try Muxer(path: path, overwrites: overwrites, metadata: metadata)
    }

    /// Makes ready for the source as it is from here on.
    ///
    /// - Returns: false where the file cannot carry it: it lacks a track, or the sound cannot stand in the file's.
    func accept(_ changed: SourceDescription) throws -> Bool {
        guard let tracks else {
            source = changed
            return true
        }
        guard changed.video == nil || tracks.pictures != nil else { return false }
        guard let sound = changed.sound else { return true }
        return try tracks.sound?.accept(sound.codecParameters) ?? false
    }

    /// Encodes a snippet: its pictures with the scene over them, its sound.
    ///
    /// - Parameter offset: added to the times of the media it gives those of the file.
    func append(_ media: RecordedMedia, scene: OverlayScene, offset: MediaTime) throws {
        let tracks = try openedTracks(first: media)
        let sound = try tracks.sound?.packets(for: media.sound, offset: offset, statistics: &counted) ?? []
        try write(sound, tracks.sound)
        try tracks.pictures?.append(
            media.pictures, scene: scene, offset: offset, muxer: muxer, statistics: &counted)
    }

    /// Ends the fragment: all that was appended is in the file when this returns.
    ///
    /// The last 2048 samples of encoded sound follow with the next fragment.
    func flushFragment() throws {
        guard tracks != nil else { return }
        if try muxer.endFragment(syncs: options.syncsToDisk) { counted.fragments += 1 }
    }

    /// Writes the rest and the index of key frames. Nothing may follow.
    func finish() throws {
        let tracks = try openedTracks(first: RecordedMedia())
        try write(try tracks.sound?.finish() ?? [], tracks.sound)
        try muxer.finish(syncs: options.syncsToDisk)
    }

    private func write(_ sound: [SoundPacket], _ track: (any SoundTrack)?) throws {
        guard let track else { return }
        for item in sound {
            try muxer.write(
                item.packet, track: track.track, at: item.start, duration: item.duration, timeBase: track.timeBase)
            counted.soundPackets += 1
        }
    }

    var statistics: RecordingStatistics {
        var statistics = counted
        statistics.byteCount = muxer.byteCount
        return statistics
    }

    /// The tracks are fixed with the first snippet, so that the first picture's tags are known.
    private func openedTracks(first: RecordedMedia) throws -> Tracks {
        if let tracks { return tracks }
        let pictures = try source.video.map {
            try PictureTrack(
                $0, first: first.pictures.first?.frame, painter: painter, quality: options.quality, muxer: muxer)
        }
        let sound = try source.sound.map { try soundTrack($0.codecParameters, isThereAtOnce: !first.sound.isEmpty) }
        let opened = Tracks(pictures: pictures, sound: sound)
        try muxer.start()
        tracks = opened
        return opened
    }

    /// The header is written with the first snippet, so a codec described by its packets can be copied only if there is
    /// one by then.
    private func soundTrack(_ parameters: CodecParameters, isThereAtOnce: Bool) throws -> any SoundTrack {
        guard parameters.isCarriedByMP4, isThereAtOnce || !parameters.needsPacketForHeader else {
            return try EncodedSoundTrack(parameters, muxer: muxer)
        }
        return try CopiedSoundTrack(parameters, muxer: muxer)
    }
}
