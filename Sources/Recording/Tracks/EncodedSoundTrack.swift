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

    private var parameters: CodecParameters
    /// Made when packets come instead of frames: sound that MP4 carries, but not in this track.
    private var decoder: SoundPacketDecoder?

    init(_ parameters: CodecParameters, muxer: Muxer) throws {
        // A container that does not know its sound yet is given the most common form of it.
        let isKnown = parameters.sampleRate > 0 && parameters.channelCount > 0
        let format = SoundFormat(
            nearest: isKnown ? parameters.sampleRate : 48_000, channelCount: isKnown ? parameters.channelCount : 2)
        self.parameters = parameters
        encoder = try AudioEncoder(format)
        track = try muxer.addTrack(encoder)
    }

    var timeBase: TimeBase { encoder.timeBase }

    func accept(_ parameters: CodecParameters) -> Bool {
        if !self.parameters.describesSameSound(as: parameters) {
            self.parameters = parameters
            decoder = nil
        }
        return true
    }

    func packets(
        for sound: [RecordedSound], offset: MediaTime, statistics: inout RecordingStatistics
    ) throws -> [SoundPacket] {
        try sound.flatMap { item in
            let start = MediaTime(item.time.fileTicks(timeBase, offset: offset), timeBase)
            firstSound = firstSound ?? start.ticks
            switch item {
            case .frame(let frame, _): return placed(try encoder.encode(frame, at: start))
            case .packet(let packet, _):
                statistics.convertedSoundPackets += 1
                return placed(try decoded(packet, at: start).flatMap { try encoder.encode($0, at: $0.pts) })
            }
        }
    }

    private func decoded(_ packet: Packet, at start: MediaTime) throws -> [AudioFrame] {
        let opened = try decoder ?? SoundPacketDecoder(parameters)
        decoder = opened
        return try opened.decode(packet, at: start)
    }

    func finish() throws -> [SoundPacket] { placed(try encoder.finish()) }

    private func placed(_ packets: [Packet]) -> [SoundPacket] {
        SoundPacket.list(packets).filter { $0.start >= firstSound ?? 0 }
    }
}
