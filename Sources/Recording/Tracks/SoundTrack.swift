import Media
import MediaTypes
import Snippets

/// The sound track of a recording: turns a snippet's sound into packets for the muxer.
protocol SoundTrack: AnyObject {
    /// Its number in the muxer.
    var track: Int { get }
    var timeBase: TimeBase { get }

    /// Makes ready for a source's sound from here on.
    ///
    /// - Returns: false where the track cannot carry it; the track is unchanged then.
    func accept(_ parameters: CodecParameters) throws -> Bool

    /// The packets that are complete, in order; file time is media time plus `offset`.
    func packets(
        for sound: [RecordedSound], offset: MediaTime, statistics: inout RecordingStatistics
    ) throws -> [SoundPacket]

    /// What is still inside an encoder.
    func finish() throws -> [SoundPacket]
}

/// A packet and its place in the file, in ticks of its track.
struct SoundPacket {
    let packet: Packet
    let start: Int64
    let duration: Int64
}
