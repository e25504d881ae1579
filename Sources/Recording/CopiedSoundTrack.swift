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

    init(_ parameters: CodecParameters, muxer: Muxer) throws {
        self.parameters = parameters
        track = try muxer.addTrack(copying: parameters)
        timeBase = .samples(rate: parameters.sampleRate)
    }

    var needsPacketForHeader: Bool { parameters.needsPacketForHeader }

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
            let duration = length(of: packet)
            guard time.rescaled(to: timeBase).ticks * 2 > -duration else { continue }
            guard parameters.fits(packet) else {
                statistics.changedSoundPackets += 1
                continue
            }
            guard let start = place(time.fileTicks(timeBase, offset: offset)) else {
                statistics.overlappingSoundPackets += 1
                continue
            }
            packets.append(SoundPacket(packet: packet, start: start, duration: duration))
            end = start + duration
        }
        return packets
    }

    func finish() throws -> [SoundPacket] { [] }

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
