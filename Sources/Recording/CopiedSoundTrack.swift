import Media
import MediaTypes
import Snippets

/// Sound whose packets are written as they are, bit by bit.
///
/// It begins with the packet that starts nearest to media time 0: those before only prime a decoder, and FFmpeg's demuxer
/// does not hide them in fragmented files.
final class CopiedSoundTrack: SoundTrack {
    private let parameters: CodecParameters
    let track: Int
    let timeBase: TimeBase
    /// End of the last packet.
    private var end: Int64?
    /// At work while the source's sound is of another kind than at the beginning.
    private var substitute: SoundSubstitute?

    init(_ parameters: CodecParameters, muxer: Muxer) throws {
        self.parameters = parameters
        track = try muxer.addTrack(copying: parameters)
        timeBase = .samples(rate: parameters.sampleRate)
    }

    /// A packet this close to the end of the one before follows it: containers round times, some to milliseconds.
    private static let roundingTolerance = 0.003

    func packets(
        for sound: [RecordedSound], offset: MediaTime, statistics: inout RecordingStatistics
    ) throws -> [SoundPacket] {
        var packets: [SoundPacket] = []
        for item in sound {
            guard case .packet(let packet, let time) = item else {
                preconditionFailure("a track that copies is given packets: see AnnotatedVideoWriter.soundForm")
            }
            guard time.rescaled(to: timeBase).ticks * 2 > -length(of: packet) else { continue }
            let start = time.fileTicks(timeBase, offset: offset)
            for candidate in try candidates(packet, at: start, &statistics) {
                guard let placed = placed(candidate) else {
                    statistics.overlappingSoundPackets += 1
                    continue
                }
                packets.append(placed)
            }
        }
        return packets
    }

    func finish() throws -> [SoundPacket] {
        try substitute?.finish().compactMap(placed) ?? []
    }

    /// The packet itself, or what stands for it where it is not of the kind the file's header describes.
    private func candidates(
        _ packet: Packet, at start: Int64, _ statistics: inout RecordingStatistics
    ) throws -> [SoundPacket] {
        guard !parameters.fits(packet) else {
            let rest = try substitute?.finish() ?? []
            substitute = nil
            return rest + [SoundPacket(packet: packet, start: start, duration: length(of: packet))]
        }
        statistics.convertedSoundPackets += 1
        let converter = try substitute ?? SoundSubstitute(parameters)
        substitute = converter
        return try converter.packets(for: packet, at: MediaTime(start, timeBase))
    }

    private func placed(_ packet: SoundPacket) -> SoundPacket? {
        guard let start = place(packet.start) else { return nil }
        end = start + packet.duration
        return SoundPacket(packet: packet.packet, start: start, duration: packet.duration)
    }

    private func place(_ start: Int64) -> Int64? {
        guard let end else { return start }
        let tolerance = Int64(Self.roundingTolerance * Double(timeBase.denominator))
        if abs(start - end) <= tolerance { return end }
        return start > end ? start : nil
    }

    private func length(of packet: Packet) -> Int64 {
        parameters.sampleCount(ofPacketSize: packet.byteCount) ?? max(1, packet.duration.rescaled(to: timeBase).ticks)
    }
}
