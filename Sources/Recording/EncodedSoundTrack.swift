import Media
import MediaTypes
import Snippets

/// Sound that MP4 cannot carry as it is, encoded to AAC.
///
/// The encoder holds back up to two codec frames (2 × 1024 samples), so the end of a second's sound lies in the fragment
/// of the next second.
final class EncodedSoundTrack: SoundTrack {
    private let encoder: AudioEncoder
    let track: Int
    /// Where the first sound stands in the file: the encoder's own priming before it is left out, for FFmpeg's demuxer does
    /// not hide it in fragmented files.
    private var firstSound: Int64?

    init(_ format: SoundFormat, muxer: Muxer) throws {
        encoder = try AudioEncoder(format)
        track = try muxer.addTrack(encoder)
    }

    var timeBase: TimeBase { encoder.timeBase }
    var needsPacketForHeader: Bool { false }

    func packets(
        for sound: [RecordedSound], offset: MediaTime, statistics: inout RecordingStatistics
    ) throws -> [SoundPacket] {
        try sound.flatMap { item in
            guard case .frame(let frame, let time) = item else {
                preconditionFailure("a track that encodes is given frames: see AnnotatedVideoWriter.soundForm")
            }
            let start = MediaTime(time.fileTicks(timeBase, offset: offset), timeBase)
            firstSound = firstSound ?? start.ticks
            return placed(try encoder.encode(frame, at: start))
        }
    }

    func finish() throws -> [SoundPacket] { placed(try encoder.finish()) }

    private func placed(_ packets: [Packet]) -> [SoundPacket] {
        SoundPacket.list(packets).filter { $0.start >= firstSound ?? 0 }
    }
}
