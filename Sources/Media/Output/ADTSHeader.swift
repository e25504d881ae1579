import CFFmpeg

/// The header AAC packets wear where their container has none for them, as in MPEG-TS (ISO/IEC 14496-3 §1.A.2.2).
struct ADTSHeader: Hashable {
    let objectType: UInt8
    let rateIndex: UInt8
    let channelConfiguration: UInt8
    /// Bytes of the header.
    let length: Int

    /// nil where the packet has no such header.
    init?(_ packet: AVPacket) {
        guard packet.size >= 7, let bytes = packet.data, bytes[0] == 0xff, bytes[1] & 0xf6 == 0xf0 else { return nil }
        objectType = (bytes[2] >> 6) + 1
        rateIndex = bytes[2] >> 2 & 15
        channelConfiguration = (bytes[2] & 1) << 2 | bytes[3] >> 6
        length = bytes[1] & 1 == 1 ? 7 : 9
    }

    /// The two bytes of the AudioSpecificConfig (§1.6.2.1) that say the same.
    var configuration: [UInt8] {
        [objectType << 3 | rateIndex >> 1, (rateIndex & 1) << 7 | channelConfiguration << 3]
    }
}

extension CodecParameters {
    /// Whether a packet is of the kind the file's header describes: AAC that describes itself may change on the way.
    package func fits(_ packet: Packet) -> Bool {
        guard let configuration = synthesisedConfiguration else { return true }
        return ADTSHeader(packet.pointer.pointee)?.configuration == configuration
    }
}
