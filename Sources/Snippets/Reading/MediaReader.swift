package import Media
import MediaTypes

/// Reads an input and decodes both its tracks, on the caller's thread, in an order that depends on the input alone.
///
/// Packets are delivered in the order of decode time across the tracks with a bounded look-ahead (`LookAhead`), whatever
/// their order in the file, so that neither track's decoded media piles up waiting for the other's.
package final class MediaReader {
    package let source: SourceDescription
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
            address, options: options.formatOptions, maxPicture: options.maxPicture, interrupt: interrupt)
        let choice = try Self.choice(among: demuxer, options)
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

    /// Compressed bytes read ahead and waiting.
    package var waitingBytes: Int { decoding.waitingBytes }
}
