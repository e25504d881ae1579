package import Media
import MediaTypes

/// Reads an input and decodes both its tracks, on the caller's thread, in an order that depends on the input alone.
///
/// Packets are delivered in the order of decode time across the tracks with a bounded look-ahead (`LookAhead`), whatever
/// their order in the file, so that neither track's decoded media piles up waiting for the other's.
package final class MediaReader {
    package let source: SourceDescription
    /// The tracks that are read, also where nothing of them has been decoded yet.
    package let tracks: Set<MediaTrack>
    private let demuxer: Demuxer
    private var decoding: TrackDecoding
    /// Items made while the first picture was looked for.
    private var primed: [MediaItem]
    private var primedIndex = 0

    /// Opens an input and decodes up to its first picture, or its first sound where there are no pictures.
    ///
    /// - Throws: `FFmpegError` where it cannot be opened, `StreamChoiceError` where a wished stream is missing,
    ///   `NothingDecodes`.
    package init(
        _ address: String, options: MediaReaderOptions = MediaReaderOptions(), interrupt: InputInterrupt? = nil
    ) throws {
        let interrupt = interrupt ?? InputInterrupt(timeout: options.readTimeout)
        let skip = try Self.resumePlan(address, options, interrupt)
        demuxer = try Demuxer(
            address, options: options.formatOptions, maxPicture: options.maxPicture, openTimeout: options.openTimeout,
            interrupt: interrupt)
        demuxer.refusesChanges = options.firstPictureLimit != nil
        let choice = try Self.choice(among: demuxer, options)
        tracks = Set([choice.video.map { _ in .video }, choice.audio.map { _ in .sound }].compactMap(\.self))
        decoding = try TrackDecoding(demuxer, choice, options: options, resume: skip)
        primed = try decoding.prime()
        guard decoding.hasPicture || decoding.hasSound else {
            throw NothingDecodes(address: demuxer.displayAddress, streams: demuxer.streams, items: primed)
        }
        source = try SourceDescription(demuxer, firstPicture: decoding.firstPicture, audio: decoding.audio)
    }

    /// What can be read once only is decoded from its beginning.
    private static func resumePlan(
        _ address: String, _ options: MediaReaderOptions, _ interrupt: InputInterrupt
    ) throws -> ResumePlan? {
        guard let key = options.from, InputAddress.isRegularFile(address) else { return nil }
        return try ResumePlan(address, options: options, from: key, interrupt: interrupt)
    }

    private static func choice(among demuxer: Demuxer, _ options: MediaReaderOptions) throws -> StreamChoice {
        do {
            return try StreamChoice(of: demuxer.streams, video: options.videoStream, audio: options.audioStream)
        } catch .nothingToWatch {
            throw NothingDecodes(address: demuxer.displayAddress, streams: demuxer.streams)
        }
    }

    /// The next step, nil at the end of the input.
    ///
    /// - Throws: `FFmpegError` where reading was cancelled or took too long.
    package func next() throws -> MediaItem? {
        if primedIndex < primed.count {
            defer { primedIndex += 1 }
            return primed[primedIndex]
        }
        primed = []
        primedIndex = 0
        return try decoding.next()
    }

    /// Ends the running read and every later one; may be called from any thread.
    package var interrupt: InputInterrupt { demuxer.interrupt }

    /// What came while the source was opened has been read: packets are seen to arrive from here on.
    package var hasCaughtUp: Bool { demuxer.hasCaughtUp }

    /// The latest instant at which a track's timestamp 0 can have been made, by the packets that have arrived; nil before
    /// the first.
    package func zero(of track: MediaTrack) -> ContinuousClock.Instant? { decoding.arrivals(of: track).zero }

    /// How much later a track's packets arrive, against their timestamps, than in the beginning; nil for 20 s.
    package func drift(of track: MediaTrack) -> Duration? { decoding.arrivals(of: track).drift }

    /// The sender's clock at timestamp 0, in microseconds since 1970; nil where it has not told it.
    package var senderTimeOfZero: Int64? { demuxer.senderTimeOfZero }

    /// Compressed bytes read ahead and waiting.
    package var waitingBytes: Int { decoding.waitingBytes }
}
