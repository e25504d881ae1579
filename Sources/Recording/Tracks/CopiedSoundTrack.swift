import Media
import MediaTypes
import Snippets

/// Sound whose packets are written as they are, bit by bit.
///
/// It begins with the packet that starts nearest to media time 0: those before only prime a decoder, and FFmpeg's demuxer
/// does not hide them in fragmented files.
final class CopiedSoundTrack: SoundTrack {
    private let parameters: CodecParameters
    /// Of the sound that comes: where it differs from the track's, it is converted.
    private var incoming: CodecParameters
    let track: Int
    let timeBase: TimeBase
    /// End of the last packet.
    private var end: Int64?
    /// At work while the source's sound is of another kind than at the beginning.
    private var substitute: SoundSubstitute?

    init(_ parameters: CodecParameters, muxer: Muxer) throws {
        self.parameters = parameters
        incoming = parameters
        track = try muxer.addTrack(copying: parameters)
        timeBase = .samples(rate: parameters.sampleRate)
    }

    /// A packet this close to the end of the one before follows it: containers round times, some to milliseconds.
    private static let roundingTolerance = 0.003

    func accept(_ parameters: CodecParameters) throws -> Bool {
        guard self.parameters.describesSameSound(as: parameters) || self.parameters.admitsEncodedAAC else {
            return false
        }
        if !incoming.describesSameSound(as: parameters) { incoming = parameters }
        return true
    }

    func packets(
        for sound: [RecordedSound], offset: MediaTime, statistics: inout RecordingStatistics
    ) throws -> [SoundPacket] {
        var packets: [SoundPacket] = []
        for item in sound {
            guard item.time.rescaled(to: timeBase).ticks * 2 > -length(of: item) else { continue }
            let start = item.time.fileTicks(timeBase, offset: offset)
            for candidate in try candidates(item, at: start, &statistics) {
                guard let placed = placed(candidate) else {
                    statistics.overlappingSoundPackets += 1
                    continue
                }
                packets.append(placed)
            }
        }
        return packets
    }

    func finish() throws -> [SoundPacket] { try endSubstitute().compactMap(placed) }

    /// The packet itself, or what stands for it where it is not of the kind the file's header describes.
    private func candidates(
        _ sound: RecordedSound, at start: Int64, _ statistics: inout RecordingStatistics
    ) throws -> [SoundPacket] {
        if let packet = copied(sound) {
            return try endSubstitute() + [SoundPacket(packet: packet, start: start, duration: length(of: sound))]
        }
        if case .packet = sound { statistics.convertedSoundPackets += 1 }
        if substitute?.parameters !== incoming {
            let rest = try endSubstitute()
            substitute = try SoundSubstitute(incoming, for: parameters)
            return try rest + (substitute?.packets(for: sound, at: MediaTime(start, timeBase)) ?? [])
        }
        return try substitute?.packets(for: sound, at: MediaTime(start, timeBase)) ?? []
    }

    private func copied(_ sound: RecordedSound) -> Packet? {
        guard case .packet(let packet, _) = sound, parameters.describesSameSound(as: incoming), parameters.fits(packet)
        else { return nil }
        return packet
    }

    private func endSubstitute() throws -> [SoundPacket] {
        defer { substitute = nil }
        return try substitute?.finish() ?? []
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

    private func length(of sound: RecordedSound) -> Int64 {
        switch sound {
        case .packet(let packet, _):
            incoming.sampleCount(ofPacketSize: packet.byteCount).map {
                MediaTime($0, .samples(rate: incoming.sampleRate)).rescaled(to: timeBase).ticks
            } ?? max(1, packet.duration.rescaled(to: timeBase).ticks)
        case .frame(let frame, _): max(1, frame.duration.rescaled(to: timeBase).ticks)
        }
    }
}
