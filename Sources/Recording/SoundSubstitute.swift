import Media
import MediaTypes

/// Brings sound whose rate or channels changed on the way back to those its track began with.
final class SoundSubstitute {
    private let decoder: SoundPacketDecoder
    private let encoder: AudioEncoder

    /// - Parameter parameters: of AAC-LC, whose rates and layouts the encoder has as well.
    init(_ parameters: CodecParameters) throws {
        decoder = try SoundPacketDecoder(parameters)
        encoder = try AudioEncoder(
            SoundFormat(nearest: parameters.sampleRate, channelCount: parameters.channelCount))
    }

    /// - Parameter start: of the packet in the file.
    func packets(for packet: Packet, at start: MediaTime) throws -> [SoundPacket] {
        try decoder.decode(packet, at: start).flatMap { try SoundPacket.list(encoder.encode($0, at: $0.pts)) }
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
