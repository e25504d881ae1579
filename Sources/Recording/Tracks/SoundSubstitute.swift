import Media
import MediaTypes
import Snippets

/// Brings sound of another kind than its track began with to that kind: AAC-LC of the track's rate and channels.
final class SoundSubstitute {
    let parameters: CodecParameters
    private let encoder: AudioEncoder
    private var decoder: SoundPacketDecoder?

    /// - Parameters:
    ///   - parameters: of the sound that comes.
    ///   - track: of the track, which `admitsEncodedAAC`.
    init(_ parameters: CodecParameters, for track: CodecParameters) throws {
        self.parameters = parameters
        encoder = try AudioEncoder(SoundFormat(nearest: track.sampleRate, channelCount: track.channelCount))
    }

    /// - Parameter start: of the sound in the file.
    func packets(for sound: RecordedSound, at start: MediaTime) throws -> [SoundPacket] {
        switch sound {
        case .frame(let frame, _): return SoundPacket.list(try encoder.encode(frame, at: start))
        case .packet(let packet, _):
            let opened = try decoder ?? SoundPacketDecoder(parameters)
            decoder = opened
            return try opened.decode(packet, at: start).flatMap { try SoundPacket.list(encoder.encode($0, at: $0.pts)) }
        }
    }

    func finish() throws -> [SoundPacket] { try SoundPacket.list(encoder.finish()) }
}

extension SoundPacket {
    /// Packets of an encoder, each with its own time.
    static func list(_ packets: [Packet]) -> [SoundPacket] {
        packets.compactMap { packet in
            packet.pts.map { SoundPacket(packet: packet, start: $0.ticks, duration: packet.duration.ticks) }
        }
    }
}
